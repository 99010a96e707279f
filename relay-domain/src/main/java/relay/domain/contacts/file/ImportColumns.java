package relay.domain.contacts.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.InvalidField;
import relay.domain.csv.CsvLine;

/**
 * What the columns of a CSV file say: {@code address}, {@code locale}, {@code zone}, the name of an
 * attribute, {@code list:ID} for a state of consent, what proves it, or {@link #NOTHING}.
 *
 * @param targets in the order of the columns
 */
public record ImportColumns(List<String> targets) {
  /** Of a file. */
  public static final int COLUMNS_MAX = 200;

  public static final String NOTHING = "-";
  public static final String ADDRESS = "address";
  public static final String LOCALE = "locale";
  public static final String ZONE = "zone";
  public static final String LIST = "list:";
  public static final String AT = "consent_at";
  public static final String IP = "consent_ip";
  public static final String WORDING = "consent_wording";

  private static final Set<String> ADDRESSES =
      Set.of(
          ADDRESS, "email", "e-mail", "mail", "email address", "e-mail address", "email_address");
  private static final Set<String> OWN = Set.of(ADDRESS, LOCALE, ZONE, AT, IP, WORDING, NOTHING);

  /** What an export says of a contact that no import changes. */
  private static final Set<String> PASSED_OVER =
      Set.of("id", "tenant", "version", "frequency", "created_at", "changed_at", "proofs");

  private static final int SHOWN_CHARS_MAX = 60;

  public ImportColumns {
    targets = List.copyOf(targets);
  }

  /**
   * The columns that a first line names.
   *
   * @param separator between the names
   * @throws InvalidField naming what no column can be, or what is missing
   */
  public static ImportColumns read(
      String header, char separator, Map<String, String> mapping, ContactSchema schema) {
    List<String> names;
    try {
      names = CsvLine.read(header, separator);
    } catch (IllegalArgumentException e) {
      throw new InvalidField("header", e.getMessage());
    }
    if (!names.isEmpty() && names.get(0).startsWith("{")) {
      throw new InvalidField("format", "must be jsonl: the first line of the file is JSON");
    }
    if (names.size() > COLUMNS_MAX) {
      throw new InvalidField("header", "has more than " + COLUMNS_MAX + " columns");
    }
    List<String> targets = new ArrayList<>();
    for (String each : names) {
      String target = target(nameOf(each), mapping, schema);
      if (!target.equals(NOTHING) && targets.contains(target)) {
        throw new InvalidField("header", "has two columns for " + target + "; map one to -");
      }
      targets.add(target);
    }
    if (!targets.contains(ADDRESS)) {
      throw new InvalidField(
          "header",
          "names no column address or email: the first line must name the columns; or map one to"
              + " address");
    }
    for (String mapped : mapping.keySet()) {
      if (names.stream().noneMatch(name -> nameOf(name).equals(mapped))) {
        throw new InvalidField("mapping." + shown(mapped), "is no column of the file");
      }
    }
    return new ImportColumns(targets);
  }

  private static String target(String name, Map<String, String> mapping, ContactSchema schema) {
    String wish = mapping.getOrDefault(name, name);
    String target = ADDRESSES.contains(nameOf(wish)) ? ADDRESS : wish;
    boolean isList =
        target.startsWith(LIST) && schema.lists().containsKey(target.substring(LIST.length()));
    if (OWN.contains(target) || schema.attributes().containsKey(target) || isList) {
      return target;
    }
    if (!mapping.containsKey(name) && (name.isEmpty() || isPassedOver(name))) {
      return NOTHING;
    }
    throw new InvalidField(
        mapping.containsKey(name) ? "mapping." + shown(name) : "header",
        mapping.containsKey(name)
            ? "must be address, locale, zone, an attribute, list:ID of a list, consent_at,"
                + " consent_ip, consent_wording, or - for nothing"
            : "has a column "
                + shown(name)
                + " that is no attribute; declare it, map it to another one, or to - for nothing");
  }

  static boolean isPassedOver(String name) {
    return PASSED_OVER.contains(name);
  }

  /** Whether it tells how a consent was given. */
  static boolean isProof(String target) {
    return target.equals(AT) || target.equals(IP) || target.equals(WORDING);
  }

  /** In which columns and mappings are compared. */
  static String nameOf(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.substring(0, Math.min(SHOWN_CHARS_MAX, line.length()));
  }

  /** The separator that a first line has most of, outside quotes; a comma when none is there. */
  public static char separatorOf(String header) {
    int[] counts = new int[3];
    String candidates = ",;\t";
    boolean isQuoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      isQuoted ^= c == '"';
      int which = isQuoted ? -1 : candidates.indexOf(c);
      if (which >= 0) {
        counts[which]++;
      }
    }
    int best = counts[1] > counts[0] ? 1 : 0;
    return candidates.charAt(counts[2] > counts[best] ? 2 : best);
  }
}
