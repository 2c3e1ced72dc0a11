# A tree that is no program would compile, or be refused in other words.
import ast
def t(tree,mode='exec',fix=True):
    if fix:
        try: ast.fix_missing_locations(tree)
        except Exception: pass
    try: c=compile(tree,'<t>',mode); print('ok')
    except BaseException as e: print(type(e).__name__, e)
L=ast.Load(); S=ast.Store(); N=lambda n='x',c=L: ast.Name(n,c)
E=lambda x: ast.Expression(x)
M=lambda *b: ast.Module(list(b),[])
t(ast.Name('x')); t(E(N()),'exec'); t(M(),'eval'); t(ast.Interactive([]),'exec')
t(E(N()),'eval',False)
t(E('foo'),'eval'); t(E(None),'eval'); t(E(3),'eval'); t(E(ast.Pass()),'eval')

t(M('x')); t(ast.Module('x',[])); t(ast.Module([],3)); t(ast.Module((),[])); 
m=ast.Module([],[]); del m.body; t(m)
t(M(None)); t(M(ast.Expr(None))); t(M(ast.Expr(N('x',S)))); t(M(ast.Return(N('x'))))
t(M(ast.Assign([],N()))); t(M(ast.Assign([N()],N()))); t(M(ast.Assign([N('x',S)],None)))
t(M(ast.Delete([]))); t(M(ast.Delete([N()])))
t(E(ast.Name(3,L)),'eval'); t(E(ast.Name('None',L)),'eval'); t(E(ast.Name(b'x',L)),'eval'); t(E(ast.Name('x',3)),'eval'); t(E(ast.Name('x',None)),'eval')
t(E(ast.BinOp(N(),3,N())),'eval'); t(E(ast.BinOp(N(),ast.And(),N())),'eval'); t(E(ast.BoolOp(ast.And(),[N()])),'eval'); t(E(ast.BoolOp(ast.And(),[])),'eval')
t(E(ast.Compare(N(),[],[])),'eval'); t(E(ast.Compare(N(),[ast.In()],[])),'eval')
t(E(ast.Constant([1])),'eval'); t(E(ast.Constant((1,[2]))),'eval'); t(E(ast.Constant((1,frozenset([2])))),'eval'); t(E(ast.Constant(1,kind=3)),'eval'); t(E(ast.Constant(...)),'eval')
t(E(ast.Dict([N()],[])),'eval'); t(E(ast.Dict([None],[N()])),'eval'); t(E(ast.Dict([N()],[None])),'eval')
t(E(ast.Set([])),'eval'); t(E(ast.Tuple([],L)),'eval'); t(E(ast.Tuple([None],L)),'eval'); t(E(ast.List([N('x',S)],L)),'eval'); t(E(ast.List([N('x')],S)),'eval')
t(E(ast.ListComp(N(),[])),'eval'); t(E(ast.ListComp(N(),[3])),'eval'); t(E(ast.ListComp(N(),[ast.comprehension(N(),N(),[],0)])),'eval')
t(E(ast.Call(N(),[None],[])),'eval'); t(E(ast.Call(N(),[],[ast.keyword('x',None)])),'eval'); t(E(ast.Call(N(),3,[])),'eval')
t(E(ast.Subscript(N(),ast.Slice(),L)),'eval'); t(E(ast.Starred(N(),L)),'eval'); t(E(ast.Slice()),'eval')
t(E(ast.JoinedStr([N()])),'eval'); t(E(ast.JoinedStr([ast.Constant(3)])),'eval'); t(E(ast.FormattedValue(N(),-1,None)),'eval');  t(E(ast.JoinedStr([ast.FormattedValue(N(),5,None)])),'eval')
t(E(ast.JoinedStr([ast.FormattedValue(N(),'x',None)])),'eval'); t(E(ast.TemplateStr([N()])),'eval'); t(E(ast.TemplateStr([ast.Interpolation(N(),3,-1)])),'eval')
t(E(ast.NamedExpr(N('x',S),N())),'eval'); t(E(ast.NamedExpr(N('x'),N())),'eval'); t(E(ast.NamedExpr(ast.Attribute(N(),'a',S),N())),'eval')
t(E(ast.Lambda(ast.arguments(defaults=[N()]),N())),'eval'); t(E(ast.Lambda(ast.arguments(kw_defaults=[N()]),N())),'eval'); t(E(ast.Lambda(None,N())),'eval'); t(E(ast.Lambda(ast.arguments(args=[ast.arg('None')]),N())),'eval'); t(E(ast.Lambda(ast.arguments(args=[ast.arg(3)]),N())),'eval')
t(E(ast.Yield(N())),'eval'); t(E(ast.Await(N())),'eval'); t(E(ast.IfExp(N(),N(),None)),'eval')
A=ast.arguments()
t(M(ast.FunctionDef('f',A,[],[]))); t(M(ast.FunctionDef('f',A,[None],[]))); t(M(ast.FunctionDef('f',A,[ast.Pass()],[None]))); t(M(ast.FunctionDef(None,A,[ast.Pass()],[]))); t(M(ast.FunctionDef('f',A,[ast.Expr(ast.Constant('d'))],[])))
t(M(ast.ClassDef('C',[],[],[],[]))); t(M(ast.ClassDef('C',[None],[],[ast.Pass()],[]))); t(M(ast.If(N(),[],[]))); t(M(ast.While(N(),[],[]))); t(M(ast.For(N(),N(),[ast.Pass()],[]))); t(M(ast.For(N('x',S),N(),[],[]))); t(M(ast.With([],[ast.Pass()]))); t(M(ast.With([ast.withitem(N())],[])))
t(M(ast.Try([],[],[],[]))); t(M(ast.Try([ast.Pass()],[],[],[]))); t(M(ast.Try([ast.Pass()],[],[ast.Pass()],[]))); t(M(ast.Try([ast.Pass()],[],[ast.Pass()],[ast.Pass()]))); t(M(ast.Try([ast.Pass()],[ast.ExceptHandler(None,None,[])],[],[]))); t(M(ast.Try([ast.Pass()],[N()],[],[]))); 
t(M(ast.Raise(None,N()))); t(M(ast.Assert(None))); t(M(ast.Import([]))); t(M(ast.ImportFrom('m',[],0))); t(M(ast.ImportFrom(None,[ast.alias('x')],-1))); t(M(ast.ImportFrom(None,[ast.alias('x')],0))); t(M(ast.Global([]))); t(M(ast.Nonlocal([]))); t(M(ast.Nonlocal(['x']))); t(M(ast.Global([3]))); t(M(ast.Import([ast.alias(3)])))
t(M(ast.AnnAssign(N(),N(),None,1))); t(M(ast.AnnAssign(ast.Attribute(N(),'a',S),N(),None,1))); t(M(ast.AnnAssign(N('x',S),N(),None,'a'))); t(M(ast.AugAssign(N(),ast.Add(),N())));  t(M(ast.TypeAlias(N(),[],N()))); t(M(ast.TypeAlias(ast.Attribute(N(),'a',S),[],N())))
P=lambda p,*a: M(ast.Match(N(),[ast.match_case(p,None,[ast.Pass()])]))
t(M(ast.Match(N(),[]))); t(P(ast.MatchValue(N()))); t(P(ast.MatchValue(ast.Constant(None)))); t(P(ast.MatchSingleton(3))); t(P(ast.MatchStar('x'))); t(P(ast.MatchSequence([ast.MatchStar('x'),ast.MatchStar('y')]))); t(P(ast.MatchAs(None,'_'))); t(P(ast.MatchAs(ast.MatchAs(),None))); t(P(ast.MatchAs(ast.MatchAs(),'x'))); t(P(ast.MatchOr([]))); t(P(ast.MatchOr([ast.MatchAs()]))); t(P(ast.MatchMapping([],[ast.MatchAs()],None))); t(P(ast.MatchMapping([N()],[ast.MatchAs()],None))); t(P(ast.MatchMapping([],[],'_'))); t(P(ast.MatchClass(ast.Constant(1),[],[],[]))); t(P(ast.MatchClass(N(),[],['a'],[]))); t(P(ast.MatchClass(N(),[],['a','a'],[ast.MatchAs(),ast.MatchAs()]))); t(P(ast.MatchClass(ast.Attribute(ast.Constant(1),'x',L),[],[],[]))); t(P(ast.MatchValue(ast.BinOp(ast.Constant(1),ast.Add(),ast.Constant(2j))))); t(P(ast.MatchValue(ast.UnaryOp(ast.USub(),ast.Constant('s'))))); t(P(ast.MatchValue(ast.JoinedStr([])))); t(P(None)); t(P(ast.MatchValue(ast.Constant((1,2)))))
t(M(ast.FunctionDef('f',A,[ast.Pass()],[],None,None,[ast.TypeVar('T',N('y',S))])));t(M(ast.FunctionDef('f',A,[ast.Pass()],[],None,None,[ast.TypeVar('None')])))
x=N(); x.lineno=5; x.col_offset=3; x.end_lineno=4; x.end_col_offset=3; t(E(x),'eval',False)
x.end_lineno=5; x.end_col_offset=1; t(E(x),'eval',False)
x.lineno=-2; x.end_lineno=5; t(E(x),'eval',False); x.lineno=x.end_lineno=1; x.col_offset=-3; x.end_col_offset=-2; t(E(x),'eval',False)
x.lineno='a'; t(E(x),'eval',False); x.lineno=2**40; t(E(x),'eval',False); x.lineno=1; x.col_offset=0; x.end_lineno=None; x.end_col_offset=None; t(E(x),'eval',False); del x.lineno; t(E(x),'eval',False)
x=N(); x.lineno=1; t(E(x),'eval',False)
t(ast.FunctionType([],N()),'func_type'); t(ast.AST()); t(ast.expr()); t(M(ast.stmt())); t(E(ast.expr()),'eval')
class Bad(ast.Module): pass
t(Bad([],[])); 
t(M(ast.Assign([N('x',S)],ast.Constant("\ud800")))); t(E(ast.Constant(True)),'eval'); t(E(ast.Name('True')),'eval'); t(M(ast.Assign([N('__debug__',S)],N()))); t(E(ast.Attribute(N(),'None',L)),'eval'); t(E(ast.Call(N(),[],[ast.keyword('None',N())])),'eval');t(E(ast.Call(N(),[],[ast.keyword('a',N()),ast.keyword('a',N())])),'eval')
print(eval(compile(ast.fix_missing_locations(E(ast.Constant((1,'a',frozenset([2]),...,2j,b'x')))),'','eval')))
