package relay.domain.csv;

import java.util.Optional;

/**
 * A record as it stands in its file.
 *
 * @param line on which it begins, the first of the file being 1
 * @param from octet of the file with which it begins
 * @param to octet after it, where the next one may begin
 * @param nextLine line of that octet
 * @param text without its line end; empty when there is a fault
 * @param fault what is wrong with it and what to do, in words
 */
public record RawRecord(
    long line, long from, long to, long nextLine, String text, Optional<String> fault) {}
