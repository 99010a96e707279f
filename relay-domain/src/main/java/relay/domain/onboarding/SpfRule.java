package relay.domain.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import relay.domain.signing.DkimKeyLookup;

/**
 * Whether an SPF record (RFC 7208) lets the relay send: it must be the only one, be well formed,
 * and name the wanted mechanism itself or in a record that it includes.
 *
 * @param mechanism such as {@code include:spf.relay.example}; empty: which one is not known
 * @param certain whether a record without the mechanism surely does not let the relay send
 */
record SpfRule(Optional<String> mechanism, boolean certain) {
  /** RFC 7208 4.6.4. */
  private static final int INCLUDES_MAX = 10;

  private static final String VERSION = "v=spf1";
  private static final Pattern TERM =
      Pattern.compile(
          "[+?~-]?(all|(include|exists):[^\\s]+|(a|mx|ptr)([:/][^\\s]+)?|ip[46]:[0-9a-f:./]+)"
              + "|[a-z][a-z0-9_.-]*=[^\\s]*");

  /**
   * @param texts the TXT records of the domain
   * @param lookup for included records
   */
  Finding judge(List<String> texts, Function<String, DkimKeyLookup.Answer> lookup) {
    List<String> records = records(texts);
    String fresh = VERSION + " " + mechanism.orElse("ip4:ADDRESS-OF-THE-RELAY") + " ~all";
    if (records.isEmpty()) {
      return Finding.missing(fresh, "publish an SPF record that allows the relay");
    }
    String record = records.get(0);
    if (records.size() > 1) {
      return Finding.wrong(
          with(record), records, "there are several SPF records: receivers take none; leave one");
    }
    List<String> terms = terms(record);
    Optional<String> bad = terms.stream().filter(t -> !TERM.matcher(t).matches()).findFirst();
    if (bad.isPresent()) {
      return Finding.wrong(with(record), records, "what is this in the SPF record: " + bad.get());
    }
    if (isRepeated("redirect=", terms) || isRepeated("exp=", terms)) {
      return Finding.wrong(
          with(record), records, "redirect= and exp= may stand there once: receivers take nothing");
    }
    if (terms.contains("all") || terms.contains("+all")) {
      String closed = record.replaceAll("(?i)\\s[+]?all\\b", " ~all");
      return Finding.wrong(
          with(closed), records, "it allows the whole world to send: end it by ~all");
    }
    if (mechanism.isEmpty()) {
      return Finding.unknown(
          record,
          records,
          "set onboarding.spf-include or node.host-name, so that it can be seen whether it allows"
              + " the relay");
    }
    return byMechanism(record, terms, lookup);
  }

  /** RFC 7208 6: then the record is an error. */
  private static boolean isRepeated(String modifier, List<String> terms) {
    return terms.stream().filter(term -> term.startsWith(modifier)).count() > 1;
  }

  /** Ends the record, whatever it says of those it matches. */
  private static boolean isAll(String term) {
    return term.equals("all") || term.length() == 4 && term.endsWith("all");
  }

  private Finding byMechanism(
      String record, List<String> terms, Function<String, DkimKeyLookup.Answer> lookup) {
    List<String> found = List.of(record);
    Search search = new Search(mechanism.orElseThrow(), lookup);
    if (search.isIn(terms)) {
      return Finding.ok(record, found);
    }
    if (!search.problem.isEmpty()) {
      return Finding.unknown(with(record), found, "an included record: " + search.problem);
    }
    return certain
        ? Finding.wrong(with(record), found, "it lacks " + mechanism.get())
        : Finding.unknown(
            with(record), found, "it lacks " + mechanism.get() + "; or does it name the address?");
  }

  /** The record with the mechanism in front, so that it counts whatever follows. */
  private String with(String record) {
    return mechanism
        .filter(m -> !new Search(m, name -> new DkimKeyLookup.Answer.Missing()).isIn(terms(record)))
        .map(m -> VERSION + " " + m + record.substring(VERSION.length()))
        .orElse(record);
  }

  private static List<String> records(List<String> texts) {
    return texts.stream()
        .map(String::strip)
        .filter(
            t ->
                t.equalsIgnoreCase(VERSION)
                    || t.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1))
        .toList();
  }

  private static List<String> terms(String record) {
    List<String> terms = new ArrayList<>();
    for (String term : record.substring(VERSION.length()).trim().split("\\s+")) {
      if (!term.isEmpty()) {
        terms.add(term.toLowerCase(Locale.ROOT));
      }
    }
    return terms;
  }

  /** Follows includes, as many as a receiver would. */
  private static final class Search {
    private final String mechanism;
    private final Function<String, DkimKeyLookup.Answer> lookup;
    private int asked;
    private String problem = "";

    Search(String mechanism, Function<String, DkimKeyLookup.Answer> lookup) {
      this.mechanism = mechanism;
      this.lookup = lookup;
    }

    boolean isIn(List<String> terms) {
      List<String> others = new ArrayList<>();
      // RFC 7208 6.1: a redirect counts for nothing where all stands anywhere.
      boolean redirects = terms.stream().noneMatch(SpfRule::isAll);
      for (String term : terms) {
        if (isAll(term)) {
          break;
        }
        String plain = term.startsWith("+") ? term.substring(1) : term;
        if (plain.startsWith("redirect=")) {
          plain = redirects ? plain.replace("redirect=", "include:") : "";
        }
        if (plain.equals(mechanism)) {
          return true;
        }
        if (plain.startsWith("include:")) {
          others.add(plain.substring("include:".length()));
        }
      }
      return others.stream().anyMatch(this::isInRecordOf);
    }

    private boolean isInRecordOf(String domain) {
      if (asked++ >= INCLUDES_MAX || domain.contains("%")) {
        return false;
      }
      DkimKeyLookup.Answer answer = lookup.apply(domain);
      if (answer instanceof DkimKeyLookup.Answer.Unavailable unavailable) {
        problem = unavailable.reason();
      }
      if (!(answer instanceof DkimKeyLookup.Answer.Found found)) {
        return false;
      }
      List<String> records = records(found.texts());
      return records.size() == 1 && isIn(terms(records.get(0)));
    }
  }
}
