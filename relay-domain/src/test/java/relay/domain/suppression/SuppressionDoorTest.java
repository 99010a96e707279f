package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;
import static relay.domain.suppression.InMemorySuppressionDesk.address;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionDoor.HeldBack;

class SuppressionDoorTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final MailOwner CODES = new MailOwner("acme", "codes", "");
  private static final SuppressionSettings USUAL =
      SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));
  private final InMemorySuppressionDesk desk = new InMemorySuppressionDesk();

  @Test
  void shouldBeOpenWhileNobodyIsSuppressed() {
    assertThat(SuppressionDoor.OPEN.isOpen()).isTrue();
    assertThat(SuppressionDoor.OPEN.heldBack(NEWS, Lane.BULK, recipients("a@b.example"), NOON))
        .isEmpty();
    assertThat(desk.door(USUAL).refusal("acme", address("a@b.example"))).isEmpty();
  }

  @Test
  void shouldNameWhoIsHeldBackAndNobodyElse() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    List<HeldBack> heldBack =
        desk.door(USUAL)
            .heldBack(NEWS, Lane.BULK, recipients("al@example.org", "Bob@example.org"), NOON);

    assertThat(heldBack)
        .extracting(h -> h.recipient().address().toString())
        .containsExactly("Bob@example.org");
  }

  @Test
  void shouldRefuseAMailOnlyWhenNobodyWouldGetIt() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    SuppressionDoor door = desk.door(USUAL);

    assertThat(door.refusal(NEWS, Lane.BULK, recipients("bob@example.org"), NOON)).isPresent();
    assertThat(door.refusal(NEWS, Lane.BULK, recipients("bob@example.org", "al@example.org"), NOON))
        .isEmpty();
    assertThat(door.refusal(NEWS, Lane.BULK, recipients("al@example.org"), NOON)).isEmpty();
  }

  @Test
  void shouldRefuseNothingWhereTheDoorAccepts() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    SuppressionDoor door = desk.door(USUAL.with(Map.of("at-door", "accept")));

    assertThat(door.refusal("acme", address("bob@example.org"))).isEmpty();
    assertThat(door.refusal(NEWS, Lane.BULK, recipients("bob@example.org"), NOON)).isEmpty();
    assertThat(door.heldBack(NEWS, Lane.BULK, recipients("bob@example.org"), NOON)).hasSize(1);
  }

  @Test
  void shouldRefuseARecipientBeforeTheStreamIsKnownForWhatHoldsForAllStreams() {
    desk.suppress("t@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.MANUAL);
    desk.suppress(
        "s@example.org", SuppressionScope.ofStream("acme", "news"), SuppressionReason.MANUAL);
    SuppressionDoor door = desk.door(USUAL);

    assertThat(door.refusal("acme", address("t@example.org"))).isPresent();
    assertThat(door.refusal("other", address("t@example.org"))).isEmpty();
    assertThat(door.refusal("acme", address("s@example.org"))).isEmpty();
  }

  @Test
  void shouldTryAFullMailboxForACodeButNotForANewsletter() {
    desk.suppress(
        "bob@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.MAILBOX_FULL);
    SuppressionDoor door = desk.door(USUAL);
    var strict = desk.door(USUAL.with(Map.of("urgent-overrides-full", "false")));

    assertThat(door.heldBack(CODES, Lane.OTP, recipients("bob@example.org"), NOON)).isEmpty();
    assertThat(door.heldBack(CODES, Lane.TRANSACTIONAL, recipients("bob@example.org"), NOON))
        .isEmpty();
    assertThat(door.heldBack(NEWS, Lane.BULK, recipients("bob@example.org"), NOON)).hasSize(1);
    assertThat(strict.heldBack(CODES, Lane.OTP, recipients("bob@example.org"), NOON)).hasSize(1);
  }

  @Test
  void shouldNeverTryAnUnknownMailboxForACode() {
    desk.suppress(
        "bob@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.HARD_BOUNCE);

    assertThat(desk.door(USUAL).heldBack(CODES, Lane.OTP, recipients("bob@example.org"), NOON))
        .hasSize(1);
  }

  @Test
  void shouldSayInTheReplyWhatToDo() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.COMPLAINT);
    var match = desk.door(USUAL).refusal("acme", address("bob@example.org")).orElseThrow();

    assertThat(SuppressionDoor.reply(match).toString())
        .startsWith("550 5.7.1 No mail goes to this address")
        .contains("complained", match.id(), "an operator can take out");
  }

  private static List<Recipient> recipients(String... addresses) {
    return Stream.of(addresses).map(a -> Recipient.of(EmailAddress.parse(a))).toList();
  }
}
