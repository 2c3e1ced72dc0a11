nothing_like_that = 1
