rundbrevSearch.text("ashcombe/","Three schools in an invented town try out “walking buses”.\nChildren who walk are awake when lessons begin.\nÅsa Öst\nsamordnare\nProvstads kommun");
