rundbrevSearch.text("provstad/2025-2026/","Tre träffar och en månad som inte är bestämd.\nMellan träffarna provar teamen hemma.\nEn procentenhet i år.\nLilla skolan\nÖstra vårdcentralen");
