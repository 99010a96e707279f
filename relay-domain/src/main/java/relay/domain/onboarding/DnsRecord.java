package relay.domain.onboarding;

import java.util.List;

/**
 * A record that a sending domain should have in the DNS.
 *
 * @param name without a dot at its end
 * @param type TXT, MX or CNAME
 * @param value what to write
 * @param required whether mail suffers without it
 * @param found what is there now
 * @param advice what to do; empty when nothing is to be done
 */
public record DnsRecord(
    RecordPurpose purpose,
    String name,
    String type,
    String value,
    RecordState state,
    boolean required,
    List<String> found,
    String advice) {
  public DnsRecord {
    found = List.copyOf(found);
  }
}
