package relay.domain.onboarding;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Records of one line with a version in front: DMARC, MTA-STS, TLS-RPT. */
final class PolicyRules {
  private static final Set<String> DMARC_POLICIES = Set.of("none", "quarantine", "reject");
  private static final Pattern STS_ID = Pattern.compile("[A-Za-z0-9]{1,32}");

  private PolicyRules() {}

  /** RFC 7489 6.3: one record with a policy. */
  static Finding dmarc(List<String> texts, String value) {
    return one("v\\s*=\\s*DMARC1", texts, value, "publish a DMARC policy; p=none only watches")
        .and(
            tags -> DMARC_POLICIES.contains(tags.getOrDefault("p", "").toLowerCase(Locale.ROOT)),
            "it has no policy: p=none, p=quarantine or p=reject");
  }

  /** RFC 8461 3.1. */
  static Finding mtaSts(List<String> texts, String value, String policyUrl) {
    return one(
            "v=STSv1",
            texts,
            value,
            "if this domain takes mail over TLS, publish this and a policy at " + policyUrl)
        .and(
            tags -> STS_ID.matcher(tags.getOrDefault("id", "")).matches(),
            "its id must be 1 to 32 letters and digits");
  }

  /** RFC 8460 3. */
  static Finding tlsRpt(List<String> texts, String value) {
    return one("v=TLSRPTv1", texts, value, "publish it to be told about mail that TLS kept away")
        .and(
            tags ->
                tags.getOrDefault("rua", "").startsWith("mailto:")
                    || tags.getOrDefault("rua", "").startsWith("https:"),
            "its rua must be a mailto: or https: address");
  }

  private interface Condition {
    boolean holds(Map<String, String> tags);
  }

  /** A finding that may still turn out wrong. */
  private record Draft(Finding finding, Map<String, String> tags) {
    Finding and(Condition condition, String otherwise) {
      return finding.state() != RecordState.OK || condition.holds(tags)
          ? finding
          : Finding.wrong(finding.value(), finding.found(), otherwise);
    }
  }

  /**
   * @param version how a record begins: with blanks in DMARC alone (RFC 7489 6.4, RFC 8461 3.1)
   */
  private static Draft one(String version, List<String> texts, String value, String advice) {
    List<String> records =
        texts.stream()
            .map(String::strip)
            .filter(Pattern.compile(version + "\\s*(;.*)?", Pattern.DOTALL).asMatchPredicate())
            .toList();
    if (records.isEmpty()) {
      return new Draft(
          texts.isEmpty()
              ? Finding.missing(value, advice)
              : new Finding(RecordState.MISSING, value, texts, advice),
          Map.of());
    }
    return records.size() > 1
        ? new Draft(
            Finding.wrong(value, records, "there are several: receivers take none; leave one"),
            Map.of())
        : new Draft(Finding.ok(records.get(0), records), tags(records.get(0)));
  }

  private static Map<String, String> tags(String record) {
    Map<String, String> tags = new HashMap<>();
    for (String part : record.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tags.putIfAbsent(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).strip());
      }
    }
    return tags;
  }
}
