package relay.domain.tlsreport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a domain publishes at {@code _smtp._tls} (RFC 8460 3).
 *
 * @param addresses all of which get the report; at least one
 */
public record ReportRecord(List<ReportAddress> addresses) {
  /** Further ones get nothing: nobody may have us send one report to the whole world. */
  static final int ADDRESSES_MAX = 5;

  private static final Pattern RECORD = Pattern.compile("v=TLSRPTv1[ \\t]*;.*", Pattern.DOTALL);

  public ReportRecord {
    addresses = List.copyOf(addresses);
  }

  /** Where the record of a domain stands. */
  public static String nameFor(String domain) {
    return "_smtp._tls." + domain;
  }

  /**
   * Reads the TXT records that stand there. RFC 8460 3: those that do not begin with the version
   * are passed over, and several are none.
   *
   * @return empty when the domain does not want reports, or says so in no way that can be read
   */
  public static Optional<ReportRecord> in(List<String> texts) {
    List<String> ours = texts.stream().filter(t -> RECORD.matcher(t).matches()).toList();
    if (ours.size() != 1) {
      return Optional.empty();
    }
    List<ReportAddress> addresses = new ArrayList<>();
    for (String field : ours.get(0).split(";")) {
      String text = field.strip();
      if (text.startsWith("rua=")) {
        addAll(addresses, text.substring("rua=".length()));
      }
    }
    return addresses.isEmpty() ? Optional.empty() : Optional.of(new ReportRecord(addresses));
  }

  private static void addAll(List<ReportAddress> addresses, String uris) {
    for (String uri : uris.split(",")) {
      Optional<ReportAddress> address = ReportAddress.read(uri.strip());
      if (address.isPresent()
          && addresses.size() < ADDRESSES_MAX
          && !addresses.contains(address.get())) {
        addresses.add(address.get());
      }
    }
  }
}
