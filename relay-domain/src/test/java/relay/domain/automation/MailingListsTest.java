package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.CampaignWorld;
import relay.domain.control.ControlJson;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueuedMail;

class MailingListsTest {
  private final CampaignWorld campaigns = new CampaignWorld();
  private final AutomationWorld automations = new AutomationWorld();

  private record Sent(MailOwner owner, QueueId id) {}

  private Sent ofCampaign() {
    campaigns.contacts(1);
    campaigns.draft("spring", "");
    Campaign campaign = campaigns.running("spring");
    QueueId mail =
        CampaignMailId.of(campaign.run().startedAt().orElseThrow(), campaign.run().number(), 1);
    return new Sent(campaign.owner(), mail);
  }

  private Sent ofAutomation() {
    automations.active("hello", AutomationWorld.SEND, "");
    String ann = automations.contact("ann@example.org", "");
    automations.desk.tell("acme", ann, new ContactEvent("go", "1", ControlJson.read("{}")));
    automations.settle();
    QueuedMail queued = automations.queues.take();
    return new Sent(queued.owner(), queued.entry().mail());
  }

  @Test
  void shouldKnowTheListOfAMailOfACampaign() {
    Sent mail = ofCampaign();
    var lists = new MailingLists(campaigns.store);

    assertThat(lists.of(mail.owner(), mail.id())).contains("news");
  }

  @Test
  void shouldTakeNoMailForACampaignsOwnThatOnlyNamesIt() {
    Sent mail = ofCampaign();
    var lists = new MailingLists(campaigns.store);

    assertThat(lists.of(mail.owner(), QueueId.of(1, 2))).isEmpty();
    assertThat(lists.of(mail.owner().inCampaign("autumn"), mail.id())).isEmpty();
    assertThat(lists.of(new MailOwner("zeta", "bulk", "", "spring"), mail.id())).isEmpty();
    assertThat(lists.of(new MailOwner("acme", "bulk", ""), mail.id())).isEmpty();
  }

  @Test
  void shouldKnowTheListOfAMailOfAnAutomation() {
    Sent mail = ofAutomation();
    var lists = new MailingLists(automations.store);

    assertThat(lists.of(mail.owner(), mail.id())).contains("news");
    assertThat(lists.of(mail.owner(), QueueId.of(1, 2))).as("an id of another mail").isEmpty();
  }

  @Test
  void shouldKnowWhoseMailGoesOutInAStream() {
    ofCampaign();
    ofAutomation();

    assertThat(new MailingLists(campaigns.store).in("acme", "bulk")).containsExactly("news");
    assertThat(new MailingLists(automations.store).in("acme", "bulk")).containsExactly("news");
    assertThat(new MailingLists(campaigns.store).in("acme", "receipts")).isEmpty();
    assertThat(new MailingLists(campaigns.store).in("zeta", "bulk")).isEmpty();
  }
}
