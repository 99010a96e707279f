package relay.domain.automation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignKind;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * Which list the mail of campaigns and automations goes to, as far as these are still there. Asks
 * memory only; thread-safe.
 */
public final class MailingLists {
  private final ControlSource control;

  public MailingLists(ControlSource control) {
    this.control = control;
  }

  /** The list that a mail was sent to; empty for mail of no list. */
  public Optional<String> of(MailOwner owner, QueueId mail) {
    ControlState state = control.state();
    String name = owner.campaign();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (name.startsWith(Automation.MAILING_PREFIX) && AutomationMailId.isOne(mail)) {
      String id = name.substring(Automation.MAILING_PREFIX.length());
      return state
          .find(AutomationKind.AUTOMATION, owner.tenant(), id)
          .flatMap(automation -> automation.plan().list());
    }
    return state
        .find(CampaignKind.CAMPAIGN, owner.tenant(), name)
        .filter(campaign -> campaign.hasSent(mail))
        .map(campaign -> campaign.plan().list());
  }

  /** The lists whose mail goes out in a stream. */
  public Set<String> in(String tenant, String stream) {
    ControlState state = control.state();
    Set<String> lists = new HashSet<>();
    for (Campaign campaign : state.all(CampaignKind.CAMPAIGN, tenant)) {
      if (campaign.plan().stream().equals(stream)) {
        lists.add(campaign.plan().list());
      }
    }
    for (Automation automation : state.all(AutomationKind.AUTOMATION, tenant)) {
      if (automation.plan().steps().stream().anyMatch(step -> isSentIn(step, stream))) {
        automation.plan().list().ifPresent(lists::add);
      }
    }
    return lists;
  }

  private static boolean isSentIn(Step step, String stream) {
    return step.action() instanceof Step.Send send && send.stream().equals(stream);
  }
}
