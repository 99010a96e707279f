package relay.domain.automation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.automation.AutomationLedger.Guest;
import relay.domain.campaign.RecipientData;
import relay.domain.campaign.UnwrittenMails;
import relay.domain.contacts.ConsentState;
import relay.domain.control.ControlSource;
import relay.domain.frequency.FrequencyGate;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.QuotaVerdict;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.TemplateDesk;

/** Asks about each mail when its step has come, as campaigns do, and makes it. Thread-safe. */
public final class AutomationPost {
  private final ControlSource control;
  private final TemplateDesk templates;
  private final SuppressionDoor suppressions;
  private final QuotaDesk quotas;
  private final UnwrittenMails mails;
  private final FrequencyGate frequencies;

  /** What becomes of a mail. */
  sealed interface Posting {
    record Goes(QueuedMail mail) implements Posting {}

    /** This contact does not get it; it goes on without. */
    record Skipped(String why) implements Posting {}

    /** This contact must get none: it leaves. */
    record Leaves() implements Posting {}

    /**
     * Not now.
     *
     * @param until when to ask again; empty: a little later
     */
    record NotNow(String why, Optional<Instant> until) implements Posting {
      NotNow(String why) {
        this(why, Optional.empty());
      }
    }
  }

  public AutomationPost(
      ControlSource control,
      TemplateDesk templates,
      SuppressionDoor suppressions,
      QuotaDesk quotas,
      UnwrittenMails mails,
      FrequencyGate frequencies) {
    this.control = control;
    this.templates = templates;
    this.suppressions = suppressions;
    this.quotas = quotas;
    this.mails = mails;
    this.frequencies = frequencies;
  }

  /** What becomes of the mail of the entry's step now. */
  Posting judge(Automation automation, Guest guest, Step.Send send, Instant now) {
    Optional<Lane> lane =
        PlanReferences.lane(control.state(), automation.tenant(), send.stream())
            .filter(l -> l != Lane.OTP);
    if (lane.isEmpty()) {
      return new Posting.NotNow("there is no stream " + send.stream() + " any more");
    }
    boolean agreed =
        automation
            .plan()
            .list()
            .map(list -> guest.contact().consents().get(list))
            .filter(ConsentState.CONFIRMED::equals)
            .isPresent();
    if (lane.get() == Lane.BULK && !agreed) {
      return new Posting.Leaves();
    }
    MailOwner owner = new MailOwner(automation.tenant(), send.stream(), "", automation.mailing());
    var to = List.of(Recipient.of(guest.contact().fields().address()));
    if (!suppressions.heldBack(owner, lane.get(), to, now).isEmpty()) {
      return new Posting.Skipped("suppressed");
    }
    int version = send.version().orElseGet(() -> newest(automation.tenant(), send.template()));
    if (version == 0) {
      return new Posting.NotNow("template " + send.template() + " has no published version");
    }
    byte[] data = LetterData.of(send, version, guest).octets();
    if (data.length > RecipientData.OCTETS_MAX) {
      return new Posting.Skipped("too-large");
    }
    if (!counts(owner, now)) {
      return new Posting.NotNow("the limits of the stream or tenant are reached");
    }
    QueueId id =
        AutomationMailId.of(guest.entry().enteredAt(), guest.entry().id(), guest.entry().place());
    return new Posting.Goes(
        mails.of(id, owner, lane.get(), send.from(), guest.contact(), data, now));
  }

  /**
   * The same with those of bulk mail put off who have had as many as they get; all others are
   * counted, so each goes now or, after a crash, again.
   *
   * @param guests to whom the postings are, in the same order
   */
  List<Posting> withinCaps(List<Guest> guests, List<Posting> postings, Instant now) {
    List<FrequencyGate.Mail> wanted = new ArrayList<>();
    for (int i = 0; i < guests.size(); i++) {
      if (postings.get(i) instanceof Posting.Goes goes && goes.mail().lane() == Lane.BULK) {
        wanted.add(new FrequencyGate.Mail(goes.mail().entry().mail(), guests.get(i).contact()));
      }
    }
    Map<QueueId, Instant> capped = frequencies.claim(wanted, now);
    return postings.stream().map(each -> within(capped, each)).toList();
  }

  private static Posting within(Map<QueueId, Instant> capped, Posting posting) {
    return posting instanceof Posting.Goes goes && capped.containsKey(goes.mail().entry().mail())
        ? new Posting.NotNow("capped", Optional.of(capped.get(goes.mail().entry().mail())))
        : posting;
  }

  private int newest(String tenant, String template) {
    return templates.versions(tenant, template).stream()
        .findFirst()
        .map(version -> version.number())
        .orElse(0);
  }

  private boolean counts(MailOwner owner, Instant now) {
    InetAddress here = InetAddress.getLoopbackAddress();
    if (quotas.look(owner, here, 1, now) instanceof QuotaVerdict.Admitted) {
      quotas.take(owner, here, 1, now);
      return true;
    }
    return false;
  }
}
