package relay.domain.frequency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.Contact;
import relay.domain.control.ControlSource;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.FrequencyCap;
import relay.domain.tenancy.RecipientCare;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/**
 * Asked once about each mail of a campaign or an automation that is of lane bulk, when nothing else
 * holds it back any more and before it goes into its lane. Thread-safe.
 */
public final class FrequencyGate {
  private final ControlSource control;
  private final FrequencyBook book;

  /** A mail and who is to have it. */
  public record Mail(QueueId id, Contact to) {}

  public FrequencyGate(ControlSource control, FrequencyBook book) {
    this.control = control;
    this.book = book;
  }

  /**
   * Counts those that may go now. Where no cap holds for anybody the database is not asked.
   *
   * @return of the others when they may
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used; it may be repeated
   */
  public Map<QueueId, Instant> claim(List<Mail> mails, Instant now) {
    List<FrequencyWish> wishes = new ArrayList<>();
    for (Mail mail : mails) {
      List<FrequencyCap> caps = caps(mail.to());
      if (!caps.isEmpty()) {
        wishes.add(new FrequencyWish(mail.to().id(), mail.id(), caps));
      }
    }
    return wishes.isEmpty() ? Map.of() : book.claim(wishes, now);
  }

  private List<FrequencyCap> caps(Contact contact) {
    Optional<Tenant> tenant =
        control.state().find(TenancyKinds.TENANT, contact.tenant(), contact.tenant());
    List<FrequencyCap> caps = new ArrayList<>(2);
    tenant.map(Tenant::care).flatMap(RecipientCare::cap).ifPresent(caps::add);
    contact.frequency().cap().ifPresent(caps::add);
    return caps;
  }
}
