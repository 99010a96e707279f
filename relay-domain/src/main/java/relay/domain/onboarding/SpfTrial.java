package relay.domain.onboarding;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import relay.domain.mail.DomainName;
import relay.domain.verification.VerificationSettings;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfResult;
import relay.domain.verification.spf.SpfSender;
import relay.domain.verification.spf.SpfVerdict;

/**
 * Whether mail of a domain would pass SPF at a receiver when it comes from the addresses of the
 * relay's host name, for records that name the relay in another way than we would.
 *
 * @param dns whose patience bounds the trial
 * @param settings of the check
 */
record SpfTrial(PatientLookup dns, VerificationSettings settings, InstantSource clock) {
  private static final String SENDER = "postmaster@";

  /** The finding that nobody could decide by reading, decided as far as it can be by trying. */
  Finding judge(DomainName domain, Finding undecided) {
    List<InetAddress> addresses = addresses();
    if (addresses.isEmpty() || undecided.found().isEmpty()) {
      return undecided;
    }
    SpfCheck check = new SpfCheck(new PatientRecords(dns), settings, clock);
    for (InetAddress address : addresses) {
      SpfVerdict verdict =
          check.check(SpfSender.of(address, settings.receiver(), SENDER + domain.ascii()));
      if (verdict.result() == SpfResult.TEMPERROR) {
        return Finding.unknown(undecided.value(), undecided.found(), verdict.reason());
      }
      if (verdict.result() != SpfResult.PASS) {
        // Mail may leave from another address than that of the host name: this is no proof.
        return Finding.unknown(
            undecided.value(),
            undecided.found(),
            "mail from %s, an address of %s, would be %s (%s); does the record name the address?"
                .formatted(
                    address.getHostAddress(),
                    settings.receiver(),
                    verdict.result().word(),
                    verdict.reason()));
      }
    }
    return Finding.ok(undecided.found().get(0), undecided.found());
  }

  private List<InetAddress> addresses() {
    PatientRecords records = new PatientRecords(dns);
    List<InetAddress> addresses = new ArrayList<>();
    addresses.addAll(PatientRecords.found(records.ipv4(settings.receiver())));
    addresses.addAll(PatientRecords.found(records.ipv6(settings.receiver())));
    return addresses;
  }
}
