package relay.ejb.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What an operator can do about answers that did not validate, where it can be seen from them: the
 * library has one word for all faults of keys.
 *
 * @param seen the answers that were judged
 */
record BogusAnswer(List<Message> seen, Instant now) {

  /** Empty where nothing stands out. */
  Optional<String> words() {
    return keysOfRoot()
        .filter(keys -> keys.getSection(Section.ANSWER).stream().noneMatch(this::isSignature))
        .map(
            keys ->
                "the resolver hands on no signatures of the root zone: it must pass DNSSEC records"
                    + " on (EDNS, DO), or ask another one (dns.servers)")
        .or(this::outOfDate)
        .or(
            () ->
                endsAtRoot()
                    ? Optional.of(
                        "the keys of the root zone are not those of the trust anchors"
                            + " (dns.trust-anchors), or its signatures do not fit")
                    : Optional.empty());
  }

  private Optional<Message> keysOfRoot() {
    return seen.stream()
        .filter(m -> m.getQuestion().getType() == Type.DNSKEY)
        .filter(m -> m.getQuestion().getName().equals(Name.root))
        .findFirst();
  }

  /** Good keys of the root would have been followed by a question about the zone below. */
  private boolean endsAtRoot() {
    Record last = seen.get(seen.size() - 1).getQuestion();
    return last.getType() == Type.DNSKEY && last.getName().equals(Name.root);
  }

  private Optional<String> outOfDate() {
    for (int i = seen.size() - 1; i >= 0; i--) {
      for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
        for (Record record : seen.get(i).getSection(section)) {
          if (record instanceof RRSIGRecord signature) {
            if (now.isAfter(signature.getExpire())) {
              return Optional.of(words(signature) + " has expired at " + signature.getExpire());
            }
            if (now.isBefore(signature.getTimeSigned())) {
              return Optional.of(
                  words(signature) + " is not valid yet, before " + signature.getTimeSigned());
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String words(RRSIGRecord signature) {
    return "the signature of "
        + Type.string(signature.getTypeCovered())
        + " of "
        + signature.getName();
  }

  private boolean isSignature(Record record) {
    return record instanceof RRSIGRecord;
  }
}
