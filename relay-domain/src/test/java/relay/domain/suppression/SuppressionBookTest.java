package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;
import static relay.domain.suppression.InMemorySuppressionDesk.address;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.suppression.SuppressionBook.Match;

class SuppressionBookTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final MailOwner RECEIPTS = new MailOwner("acme", "receipts", "");
  private static final MailOwner OTHER = new MailOwner("other", "news", "");
  private final InMemorySuppressionDesk desk = new InMemorySuppressionDesk();

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(SuppressionBook.EMPTY.isEmpty()).isTrue();
    assertThat(find(NEWS, Lane.BULK, "bob@example.org")).isEmpty();
  }

  @Test
  void shouldFindAnAddressInAnyCaseOfLetters() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.HARD_BOUNCE);

    assertThat(find(NEWS, Lane.BULK, "BOB@EXAMPLE.ORG"))
        .map(Match::reason)
        .contains(SuppressionReason.HARD_BOUNCE);
    assertThat(find(NEWS, Lane.BULK, "bobby@example.org")).isEmpty();
  }

  @Test
  void shouldHoldBackEveryAddressOfADomainAndNoneOfItsSubdomains() {
    desk.suppress("example.org", SuppressionScope.GLOBAL, SuppressionReason.DOMAIN_INVALID);

    assertThat(find(NEWS, Lane.BULK, "bob@example.org"))
        .map(m -> m.subject().text())
        .contains("example.org");
    assertThat(find(NEWS, Lane.BULK, "bob@mail.example.org")).isEmpty();
  }

  @Test
  void shouldConcernTheMailOfItsScopeAlone() {
    desk.suppress(
        "t@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.HARD_BOUNCE);
    desk.suppress(
        "s@example.org", SuppressionScope.ofStream("acme", "news"), SuppressionReason.UNSUBSCRIBED);

    assertThat(find(NEWS, Lane.BULK, "t@example.org")).isPresent();
    assertThat(find(RECEIPTS, Lane.TRANSACTIONAL, "t@example.org")).isPresent();
    assertThat(find(OTHER, Lane.BULK, "t@example.org")).isEmpty();
    assertThat(find(NEWS, Lane.BULK, "s@example.org")).isPresent();
    assertThat(find(RECEIPTS, Lane.TRANSACTIONAL, "s@example.org")).isEmpty();
    assertThat(find(OTHER, Lane.BULK, "s@example.org")).isEmpty();
  }

  @Test
  void shouldHoldBackEveryBulkStreamAfterAComplaintAndNoReceipt() {
    desk.suppress("c@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.COMPLAINT);

    assertThat(find(NEWS, Lane.BULK, "c@example.org")).isPresent();
    assertThat(find(new MailOwner("acme", "made-later", ""), Lane.BULK, "c@example.org"))
        .isPresent();
    assertThat(find(RECEIPTS, Lane.TRANSACTIONAL, "c@example.org")).isEmpty();
    assertThat(find(OTHER, Lane.BULK, "c@example.org")).isEmpty();
  }

  @Test
  void shouldLeaveOutAFullMailboxWhereItDoesNotCountAndNothingElse() {
    desk.suppress(
        "full@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.MAILBOX_FULL);
    desk.suppress(
        "gone@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.HARD_BOUNCE);
    var book = desk.current();

    assertThat(book.find(RECEIPTS, Lane.OTP, address("full@example.org"), NOON, false)).isEmpty();
    assertThat(book.find(RECEIPTS, Lane.OTP, address("full@example.org"), NOON, true)).isPresent();
    assertThat(book.find(RECEIPTS, Lane.OTP, address("gone@example.org"), NOON, false)).isPresent();
  }

  @Test
  void shouldFindAnotherEntryBehindAFullMailboxThatDoesNotCount() {
    desk.suppress(
        "bob@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.MAILBOX_FULL);
    desk.suppress(
        "bob@example.org", SuppressionScope.ofStream("acme", "receipts"), SuppressionReason.MANUAL);

    assertThat(
            desk.current()
                .find(RECEIPTS, Lane.OTP, address("bob@example.org"), NOON, false)
                .map(Match::reason))
        .contains(SuppressionReason.MANUAL);
  }

  @Test
  void shouldLetGoWhatHasEnded() {
    Optional<Instant> end = Optional.of(NOON.plusSeconds(600));
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL, end);

    var book = desk.current();
    assertThat(book.find(NEWS, Lane.BULK, address("bob@example.org"), NOON, true)).isPresent();
    assertThat(book.find(NEWS, Lane.BULK, address("bob@example.org"), NOON.plusSeconds(660), true))
        .isEmpty();
  }

  @Test
  void shouldSayWithoutAStreamWhatHoldsForAllOfThem() {
    desk.suppress("g@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    desk.suppress("t@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.MANUAL);
    desk.suppress("f@example.org", SuppressionScope.GLOBAL, SuppressionReason.MAILBOX_FULL);
    desk.suppress("b@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.COMPLAINT);

    var book = desk.current();
    assertThat(book.find("acme", address("g@example.org"), NOON)).isPresent();
    assertThat(book.find("acme", address("t@example.org"), NOON)).isPresent();
    assertThat(book.find("other", address("t@example.org"), NOON)).isEmpty();
    assertThat(book.find("acme", address("f@example.org"), NOON)).isEmpty();
    assertThat(book.find("acme", address("b@example.org"), NOON)).isEmpty();
  }

  @Test
  void shouldBeKnownToTheDeskUnderTheIdOfTheMatch() {
    String id = desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    Match match = find(NEWS, Lane.BULK, "bob@example.org").orElseThrow();
    assertThat(match.id()).isEqualTo(id);
    assertThat(desk.current().idOf(match.subject(), match.scope())).isEqualTo(id);
    assertThat(match.sentence())
        .contains("somebody put it on the list", "all mail", id, "operator can take out");
  }

  @Test
  void shouldForgetWhatIsTakenOut() {
    String id = desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    desk.remove(id, new relay.domain.audit.Actor("al", "here"));

    assertThat(desk.current().isEmpty()).isTrue();
    assertThat(find(NEWS, Lane.BULK, "bob@example.org")).isEmpty();
  }

  private Optional<Match> find(MailOwner owner, Lane lane, String recipient) {
    return desk.current().find(owner, lane, address(recipient), NOON, true);
  }
}
