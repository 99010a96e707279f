package relay.domain.automation;

import java.io.IOException;
import java.util.Optional;
import relay.domain.campaign.LetterWriter;
import relay.domain.campaign.LetterWriter.Writing;
import relay.domain.campaign.RecipientData;
import relay.domain.control.ControlSource;
import relay.domain.queue.QueuedMail;

/**
 * Writes the mails of automations when they are about to be delivered. While an automation is
 * paused none is. Asks memory only; thread-safe.
 */
public final class AutomationMails {
  private final ControlSource control;
  private final LetterWriter writer;

  public AutomationMails(ControlSource control, LetterWriter writer) {
    this.control = control;
    this.writer = writer;
  }

  /** Whether a mail that is to be written is of an automation. */
  public static boolean isOne(QueuedMail queued) {
    return queued.owner().campaign().startsWith(Automation.MAILING_PREFIX)
        && AutomationMailId.isOne(queued.entry().mail());
  }

  /**
   * The mail of which the queue has what it is made of.
   *
   * @throws IOException when that cannot be read
   */
  public Writing write(QueuedMail queued) throws IOException {
    String id = queued.owner().campaign().substring(Automation.MAILING_PREFIX.length());
    Optional<Automation> automation =
        control.state().find(AutomationKind.AUTOMATION, queued.owner().tenant(), id);
    if (automation.isEmpty()) {
      return new Writing.Refused("the automation was removed");
    }
    if (automation.get().state() == AutomationState.ENDED) {
      return new Writing.Refused("the automation ended");
    }
    if (automation.get().state() == AutomationState.PAUSED) {
      return new Writing.NotNow("the automation is paused");
    }
    LetterData data = LetterData.read(RecipientData.octets(queued.content()));
    return writer.write(queued, data.letter(), data.data());
  }
}
