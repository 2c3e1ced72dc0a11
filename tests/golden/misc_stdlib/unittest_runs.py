# unittest runs tests, counts failures, and reports them.
import unittest, io, re
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(self.x, 1); self.assertIn(1, [1]); self.assertTrue(1)
    def test_fail(self): self.assertEqual([1, 2], [1, 3])
    def test_error(self): raise KeyError("k")
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int("x")
        self.assertIn("invalid", str(c.exception)); self.assertRaisesRegex(TypeError, "NoneType", lambda: None + 1)
    def test_sub(self):
        for i in range(2):
            with self.subTest(i=i): self.assertEqual(i, 0)
out = io.StringIO()
r = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), r.wasSuccessful())
text = re.sub(r"in [\d.]+s", "in Ns", out.getvalue()); print(text)
