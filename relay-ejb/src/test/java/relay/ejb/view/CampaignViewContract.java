package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.ejb.view.MailStory.aMail;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.MailOwner;
import relay.domain.view.CampaignView;
import relay.domain.view.CampaignView.Campaign;
import relay.domain.view.CampaignView.Dimension;
import relay.domain.view.CampaignView.Share;
import relay.domain.view.MessageFold;
import relay.domain.view.RecipientState;
import relay.ejb.database.Database;

/** Figures of campaigns, on every database. */
interface CampaignViewContract {
  Optional<String> EVERYBODY = Optional.empty();

  Database database();

  private CampaignView campaigns() {
    return new DatabaseCampaignView(database());
  }

  private void keep(MailStory... stories) {
    var fold = new MessageFold();
    for (MailStory story : stories) {
      story.tellTo(fold);
    }
    new ViewWriter(database(), "node-1", 1000).write(fold.changes(), "1:1");
  }

  private static MailStory mailOf(int number, String tenant, String campaign, String... to) {
    MailOwner owner = new MailOwner(tenant, "news", "c-1").inCampaign(campaign);
    return aMail(number).received("alice@a.example", to).ownedBy(owner);
  }

  @Test
  default void shouldCountWhereTheRecipientsOfACampaignStand() {
    keep(
        mailOf(1, "acme", "spring", "bob@b.example", "carol@c.example").delivered("bob@b.example"),
        mailOf(2, "acme", "spring", "dave@b.example").deferred("dave@b.example", 1),
        mailOf(3, "acme", "summer", "eve@b.example").delivered("eve@b.example"),
        mailOf(4, "acme", "", "joe@b.example").delivered("joe@b.example"));

    Campaign spring = campaigns().find("spring", EVERYBODY).orElseThrow();

    assertThat(spring.mails()).isEqualTo(2);
    assertThat(spring.first()).isEqualTo("2026-01-01T00:00:01Z");
    assertThat(spring.last()).isEqualTo("2026-01-01T00:00:02Z");
    assertThat(spring.recipients())
        .containsOnlyKeys(RecipientState.values())
        .containsEntry(RecipientState.DELIVERED, 1L)
        .containsEntry(RecipientState.DEFERRED, 1L)
        .containsEntry(RecipientState.QUEUED, 1L)
        .containsEntry(RecipientState.BOUNCED, 0L);
    assertThat(campaigns().find("autumn", EVERYBODY)).isEmpty();
  }

  @Test
  default void shouldTellTheSharesOfACampaignLargestFirst() {
    keep(
        mailOf(1, "acme", "spring", "bob@b.example", "carol@c.example").delivered("bob@b.example"),
        mailOf(2, "acme", "spring", "dave@b.example").delivered("dave@b.example"),
        mailOf(3, "acme", "summer", "eve@d.example"));

    List<Share> domains = campaigns().shares("spring", EVERYBODY, Dimension.DOMAIN, 10);
    List<Share> lanes = campaigns().shares("spring", EVERYBODY, Dimension.LANE, 10);

    assertThat(domains).extracting(Share::name).containsExactly("b.example", "c.example");
    assertThat(domains.get(0).recipients()).containsEntry(RecipientState.DELIVERED, 2L);
    assertThat(domains.get(1).recipients()).containsEntry(RecipientState.QUEUED, 1L);
    assertThat(campaigns().shares("spring", EVERYBODY, Dimension.DOMAIN, 1)).hasSize(1);
    assertThat(lanes).extracting(Share::name).containsExactly("transactional");
    assertThat(lanes.get(0).recipients()).containsEntry(RecipientState.DELIVERED, 2L);
  }

  @Test
  default void shouldListTheNewestCampaignsFirst() {
    keep(
        mailOf(1, "acme", "winter", "bob@b.example"),
        mailOf(2, "acme", "spring", "bob@b.example").delivered("bob@b.example"),
        mailOf(3, "acme", "winter", "bob@b.example"),
        mailOf(4, "acme", "", "bob@b.example"));

    assertThat(campaigns().newest(EVERYBODY, 10))
        .extracting(Campaign::name, Campaign::mails)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("winter", 2L),
            org.assertj.core.groups.Tuple.tuple("spring", 1L));
    assertThat(campaigns().newest(EVERYBODY, 1))
        .extracting(Campaign::name)
        .containsExactly("winter");
    assertThat(campaigns().newest(EVERYBODY, 10).get(1).recipients())
        .containsEntry(RecipientState.DELIVERED, 1L);
  }

  @Test
  default void shouldCountOneTenantsMailAlone() {
    keep(
        mailOf(1, "acme", "spring", "bob@b.example"),
        mailOf(2, "other", "spring", "eve@e.example").delivered("eve@e.example"));

    Optional<String> acme = Optional.of("acme");
    assertThat(campaigns().find("spring", acme).orElseThrow().recipients())
        .containsEntry(RecipientState.QUEUED, 1L)
        .containsEntry(RecipientState.DELIVERED, 0L);
    assertThat(campaigns().shares("spring", acme, Dimension.DOMAIN, 10))
        .extracting(Share::name)
        .containsExactly("b.example");
    assertThat(campaigns().newest(acme, 10)).extracting(Campaign::mails).containsExactly(1L);
    assertThat(campaigns().find("spring", Optional.of("nobody"))).isEmpty();
  }
}
