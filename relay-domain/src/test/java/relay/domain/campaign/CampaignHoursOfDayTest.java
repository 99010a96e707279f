package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFields;

/** Campaigns by the clock of their recipients. */
class CampaignHoursOfDayTest {
  private static final Shard ALL = new Shard(1, 10);
  private final CampaignWorld world = new CampaignWorld();

  @Test
  void shouldKeepThoseInTheLedgerWhoseTimeHasNotCome() {
    world.contacts(3);
    world.draft(
        "spring",
        ",\"start_at\":\"2026-01-01T12:00:00Z\",\"local_start\":\"2026-01-01T09:00\","
            + "\"zone\":\"America/New_York\"");
    Campaign running = world.running("spring");

    assertThat(world.chunk(running, ALL, 10)).as("nobody's turn").isFalse();
    assertThat(world.queues.mails()).isEmpty();
    assertThat(world.ledger.hasWaiting(1, ALL)).isFalse();
    assertThat(world.ledger.rest(1).hasOpen()).isTrue();
    world.pass(Duration.ofHours(2));
    assertThat(world.chunk(running, ALL, 10)).isTrue();

    assertThat(world.queues.mails()).hasSize(3);
  }

  @Test
  void shouldTakeNothingFromTheOthersForThoseWhoWait() {
    world.contacts(30);
    for (int i = 21; i <= 30; i++) {
      world.ledger.contacts.put(String.format(java.util.Locale.ROOT, "%06d", i), inTokyo(i));
    }
    world.draft(
        "spring",
        ",\"start_at\":\"2026-01-01T12:00:00Z\",\"local_start\":\"2026-01-02T09:00\","
            + "\"zone\":\"America/New_York\",\"per_minute\":600");
    Campaign running = world.running("spring");
    world.pass(Duration.ofHours(12));

    assertThat(world.chunk(running, new Shard(1, 30), 15)).isTrue();
    assertThat(world.addresses()).as("the whole rate is theirs").hasSize(10);
    assertThat(world.addresses()).allMatch(address -> number(address) > 20);
  }

  private static int number(String address) {
    return Integer.parseInt(address.substring(1, address.indexOf('@')));
  }

  private Contact inTokyo(int number) {
    Contact contact =
        world.ledger.contacts.get(String.format(java.util.Locale.ROOT, "%06d", number));
    ContactFields fields = contact.fields();
    var there =
        new ContactFields(
            fields.address(),
            fields.attributes(),
            fields.locale(),
            Optional.of(ZoneId.of("Asia/Tokyo")));
    return new Contact(
        contact.tenant(),
        contact.id(),
        there,
        contact.consents(),
        contact.frequency(),
        contact.createdAt(),
        contact.changedAt(),
        contact.version());
  }

  @Test
  void shouldStartWhenTheFirstOnEarthMayHaveIt() {
    world.draft("spring", ",\"local_start\":\"2026-01-03T09:00\"");
    Campaign draft = world.campaign("spring");
    world.order("spring", CampaignTurn.START);
    Campaign scheduled = world.campaign("spring");
    Instant first = Instant.parse("2026-01-02T19:00:00Z");

    assertThat(draft.state()).isEqualTo(CampaignState.DRAFT);
    assertThat(scheduled.dueTurn(first.minusMillis(1), Duration.ofHours(1))).isEmpty();
    assertThat(scheduled.dueTurn(first, Duration.ofHours(1))).contains(CampaignTurn.DUE);
  }
}
