package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which header fields a signature covers, and how often. Immutable. */
final class SignedFields {
  /** Of one name; a mail with more is broken, and h= must not grow without end. */
  private static final int SAME_NAME_MAX = 20;

  private final List<Name> names;

  SignedFields(SigningSettings settings) {
    Map<String, Name> byName = new LinkedHashMap<>();
    // RFC 6376 5.4: From must be signed.
    put(byName, "From", true);
    settings.oversignedFields().forEach(name -> put(byName, name, true));
    settings.signedFields().forEach(name -> put(byName, name, false));
    names = List.copyOf(byName.values());
  }

  /**
   * Adds the chosen fields in relaxed form, each CR LF ended, and tells their names in the same
   * order for {@code h=}.
   */
  List<String> select(HeaderBlock header, Octets canonical) {
    List<String> selected = new ArrayList<>(48);
    List<HeaderField> fields = header.fields();
    for (Name name : names) {
      int found = 0;
      // RFC 6376 5.4.2: fields of the same name are signed from the bottom up.
      for (int i = fields.size() - 1; i >= 0 && found < SAME_NAME_MAX; i--) {
        if (fields.get(i).isNamed(name.lowerCase)) {
          Canonicalization.RELAXED.addField(fields.get(i), canonical);
          canonical.add((byte) '\r');
          canonical.add((byte) '\n');
          selected.add(name.text);
          found++;
        }
      }
      if (name.oversigned && found < SAME_NAME_MAX) {
        selected.add(name.text);
      }
    }
    return selected;
  }

  private static void put(Map<String, Name> names, String text, boolean oversigned) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    names.putIfAbsent(
        lowerCase, new Name(text, lowerCase.getBytes(StandardCharsets.US_ASCII), oversigned));
  }

  private record Name(String text, byte[] lowerCase, boolean oversigned) {}
}
