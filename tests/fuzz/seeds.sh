# Every fuzz target runs over its seeds, under the sanitizers.
source tests/tap.sh
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c); name=${name#fuzz_}
    check "fuzz target $name on its seeds" build/address-undefined/tests/fuzz/"$name" tests/fuzz/seeds/"$name"/*
done
