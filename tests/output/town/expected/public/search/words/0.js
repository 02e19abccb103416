rundbrevSearch.piece(0,"(*%*&().,'.)*(&*((","2`PFb/P<A#9Z0XVV:a(BbDBb!->a8ba$A$A#7bOYR3R#,[ZL[ZC");
