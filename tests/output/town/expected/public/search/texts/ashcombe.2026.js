rundbrevSearch.text("ashcombe/2026/","Zebra Lane School\nÅngström Academy\nAsh Hill Primary");
