rundbrevSearch.piece(0,"(*%*'()).,'.()*(&)))","2`PFb/P<A#;^<QQA=bSDQa=bb%bbU7Z_Nb_,>_H[([$6aV=`&Q'0X])]_");
