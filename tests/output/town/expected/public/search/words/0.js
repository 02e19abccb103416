rundbrevSearch.piece(0,"(*%*&&))-%,'.(()(&())","2`PFb/P<A#;`19/XbD&@_ZbA*1Zba5IbHBbD.BGa#a%J`IX]*;[>NW0X[");
