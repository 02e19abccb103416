rundbrevSearch.text("provstad/2025-2026/meeting-2026-04-14/","Vad har ni provat?\nVad lärde ni er?\nNy lokal: ”Östra” vårdcentralen\nÖstra vårdcentralen\nEra siffror");
