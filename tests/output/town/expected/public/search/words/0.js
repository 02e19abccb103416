rundbrevSearch.piece(0,"(*%*&()).,'.()*(&)))","2`PFb/P<A#9Z0XVV:a'0ZV:b[:ba5IbHBbD.BGR#R#-BY>:K@SDQR3Z:C");
