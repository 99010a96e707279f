package relay.domain.onboarding;

import java.util.List;

/**
 * What came of comparing a wanted record with the DNS.
 *
 * @param value to write: the wanted record, or what is there with what it lacks
 * @param found the texts that are there
 * @param advice what to do; empty when nothing is to be done
 */
record Finding(RecordState state, String value, List<String> found, String advice) {
  Finding {
    found = List.copyOf(found);
  }

  static Finding ok(String value, List<String> found) {
    return new Finding(RecordState.OK, value, found, "");
  }

  static Finding missing(String value, String advice) {
    return new Finding(RecordState.MISSING, value, List.of(), advice);
  }

  static Finding wrong(String value, List<String> found, String advice) {
    return new Finding(RecordState.WRONG, value, found, advice);
  }

  static Finding unknown(String value, List<String> found, String why) {
    return new Finding(RecordState.UNKNOWN, value, found, why);
  }

  DnsRecord as(RecordPurpose purpose, String name, String type, boolean required) {
    return new DnsRecord(purpose, name, type, value, state, required, found, advice);
  }
}
