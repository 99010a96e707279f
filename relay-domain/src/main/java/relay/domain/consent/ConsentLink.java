package relay.domain.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** Everything that a link by which somebody decides says. Made at whole seconds. */
public sealed interface ConsentLink {
  String tenant();

  /** When the mail that it stands in was made. */
  Instant madeAt();

  /**
   * Confirms a list.
   *
   * @param contact id of the contact
   * @param wording what the mail said, for the proof: a template and its version
   */
  record Confirming(String tenant, String contact, String list, Instant madeAt, String wording)
      implements ConsentLink {
    public Confirming {
      madeAt = madeAt.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /**
   * Says that the owner of an address, who was inactive, still wants a list.
   *
   * @param campaign by which he was asked
   * @param until so long it counts
   * @param wording what the mail said, for the proof
   */
  record Renewing(
      String tenant,
      EmailAddress address,
      String list,
      String campaign,
      Instant madeAt,
      Instant until,
      String wording)
      implements ConsentLink {
    public Renewing {
      madeAt = madeAt.truncatedTo(ChronoUnit.SECONDS);
      until = until.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /**
   * Leads to the preference page of the contact of an address, whichever that is when the link is
   * used: a contact that was made anew is met, too.
   *
   * @param mail in which it stands; empty: in one that an earlier version wrote
   */
  record Choosing(String tenant, EmailAddress address, Instant madeAt, Optional<QueueId> mail)
      implements ConsentLink {
    public Choosing {
      madeAt = madeAt.truncatedTo(ChronoUnit.SECONDS);
    }
  }
}
