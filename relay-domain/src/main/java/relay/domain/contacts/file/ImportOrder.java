package relay.domain.contacts.file;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.contacts.ConsentState;

/**
 * What an import is told to do.
 *
 * @param separator between the values of CSV; empty: found in the first line
 * @param mapping what a column says, by its name in the file; {@link ImportColumns#NOTHING} for one
 *     that is passed over
 * @param consents states that all rows ask for, by id of the list
 * @param origin where those of the file agreed, for people; empty text: not told
 * @param wording version of the text they agreed to; empty text: not told
 * @param leavesRoles whether role addresses are passed over, not only counted
 * @param isDryRun whether nothing is kept but the report
 */
public record ImportOrder(
    ContactFileFormat format,
    Optional<Character> separator,
    Map<String, String> mapping,
    MergeRule merge,
    Map<String, ConsentState> consents,
    String origin,
    String wording,
    boolean leavesRoles,
    boolean isDryRun) {

  public ImportOrder {
    mapping = Collections.unmodifiableMap(new TreeMap<>(mapping));
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
  }

  /** The same with the separator that was found. */
  public ImportOrder separatedBy(char found) {
    return new ImportOrder(
        format,
        Optional.of(found),
        mapping,
        merge,
        consents,
        origin,
        wording,
        leavesRoles,
        isDryRun);
  }
}
