package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

class MailReactionsTest {
  private static final EmailAddress ANN = EmailAddress.parse("ann@example.org");
  private final AutomationWorld world = new AutomationWorld();
  private final MailReactions reactions = new MailReactions(world.desk, world.contacts);
  private String ann;

  @BeforeEach
  void make() {
    ann = world.contact("ann@example.org", "");
    world.active("clicks", "{\"exit\":true}", ",\"trigger\":{\"clicked\":\"spring\"}");
    world.active(
        "shop",
        "{\"exit\":true}",
        ",\"trigger\":{\"clicked\":\"spring\",\"link\":\"https://acme.example/shop\"}");
    world.active("opens", "{\"exit\":true}", ",\"trigger\":{\"opened\":\"spring\"}");
    world.active(
        "again", AutomationWorld.SEND, ",\"trigger\":{\"not_opened\":\"spring\",\"days\":3}");
  }

  private void happens(EventType type, String campaign, boolean machine, Instant at) {
    reactions.note(
        new MailEvent(
            type,
            at,
            Optional.of(QueueId.of(1, 2)),
            0,
            0,
            Optional.of(ANN),
            Map.of(
                EventField.TENANT,
                "acme",
                EventField.CAMPAIGN,
                campaign,
                EventField.MACHINE,
                machine,
                EventField.LINK,
                "https://acme.example/")));
  }

  private int entries(String automation) {
    return world.ledger.stories(world.automation(automation), ann).size();
  }

  @Test
  void shouldLetInWhoClickedOnce() {
    happens(EventType.CLICKED, "spring", false, AutomationWorld.NOON);
    happens(EventType.CLICKED, "spring", false, AutomationWorld.NOON);

    assertThat(entries("clicks")).isEqualTo(1);
    assertThat(entries("shop")).as("another link").isZero();
    assertThat(entries("opens")).as("who clicks has opened").isEqualTo(1);
  }

  @Test
  void shouldPassOverMachinesAndOtherCampaigns() {
    happens(EventType.CLICKED, "spring", true, AutomationWorld.NOON);
    happens(EventType.OPENED, "summer", false, AutomationWorld.NOON);

    assertThat(entries("clicks")).isZero();
    assertThat(entries("opens")).isZero();
  }

  @Test
  void shouldRemindWhoOpenedNothingForDays() {
    happens(EventType.DELIVERED, "spring", false, AutomationWorld.NOON);
    happens(EventType.OPENED, "spring", true, AutomationWorld.NOON);
    world.pass(Duration.ofDays(3).minusSeconds(1));
    world.settle();
    assertThat(world.queues.mails()).isEmpty();

    world.pass(Duration.ofSeconds(1));
    world.settle();

    assertThat(world.addresses()).containsExactly("ann@example.org");
  }

  @Test
  void shouldNotRemindWhoOpened() {
    happens(EventType.DELIVERED, "spring", false, AutomationWorld.NOON);
    happens(EventType.OPENED, "spring", false, AutomationWorld.NOON.plusSeconds(60));
    world.pass(Duration.ofDays(4));
    world.settle();

    assertThat(world.queues.mails()).isEmpty();
    assertThat(world.state("again", ann)).isEqualTo("opened");
  }
}
