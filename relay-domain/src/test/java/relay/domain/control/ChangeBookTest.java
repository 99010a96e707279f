package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlChange.Delete;
import relay.domain.control.ControlChange.Replace;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;

class ChangeBookTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final Tenant ACME = Tenant.of("acme");

  @Test
  void shouldGiveANewObjectItsFirstVersionAndTheStateItsNextRevision() {
    ChangeBook book = new ChangeBook(KINDS, ControlState.EMPTY);

    ControlOutcome outcome = book.decide(List.of(new Create(ACME)));

    assertThat(outcome).isEqualTo(new ControlOutcome.Done(List.of(ACME.withVersion(1)), 1));
    assertThat(book.state().revision()).isEqualTo(1);
    assertThat(book.state().find(ACME.key())).contains(ACME.withVersion(1));
    assertThat(book.steps().get(0).action()).isEqualTo("create");
  }

  @Test
  void shouldRefuseToCreateWhatIsThere() {
    assertThat(new ChangeBook(KINDS, withAcme()).decide(List.of(new Create(ACME))))
        .isInstanceOf(ControlOutcome.Refused.class);
  }

  @Test
  void shouldReplaceOnlyTheVersionThatWasSeen() {
    Tenant suspended = ACME.withState(TenantState.SUSPENDED);

    assertThat(
            new ChangeBook(KINDS, withAcme())
                .decide(List.of(new Replace(suspended.withVersion(1)))))
        .isEqualTo(new ControlOutcome.Done(List.of(suspended.withVersion(2)), 2));
    assertThat(
            new ChangeBook(KINDS, withAcme())
                .decide(List.of(new Replace(suspended.withVersion(7)))))
        .isEqualTo(new ControlOutcome.Stale(ACME.withVersion(1)));
  }

  @Test
  void shouldDeleteOnlyTheVersionThatWasSeenOrAny() {
    assertThat(new ChangeBook(KINDS, withAcme()).decide(List.of(new Delete(Tenant.key("acme"), 9))))
        .isEqualTo(new ControlOutcome.Stale(ACME.withVersion(1)));
    assertThat(new ChangeBook(KINDS, withAcme()).decide(List.of(new Delete(Tenant.key("acme"), 0))))
        .isInstanceOf(ControlOutcome.Done.class);
    assertThat(
            new ChangeBook(KINDS, withAcme()).decide(List.of(new Delete(Tenant.key("other"), 0))))
        .isEqualTo(new ControlOutcome.Missing(Tenant.key("other")));
  }

  @Test
  void shouldJudgeEachChangeAfterThoseBeforeIt() {
    Stream receipts = Stream.named("acme", "receipts", Lane.TRANSACTIONAL);

    assertThat(
            new ChangeBook(KINDS, ControlState.EMPTY)
                .decide(List.of(new Create(ACME), new Create(receipts))))
        .isInstanceOf(ControlOutcome.Done.class);
    assertThat(
            new ChangeBook(KINDS, ControlState.EMPTY)
                .decide(List.of(new Create(receipts), new Create(ACME))))
        .isInstanceOf(ControlOutcome.Refused.class);
  }

  @Test
  void shouldNotDeleteATenantThatStillHasSomething() {
    ChangeBook book = new ChangeBook(KINDS, withAcme());
    book.decide(List.of(new Create(Stream.named("acme", "receipts", Lane.BULK))));

    assertThat(
            new ChangeBook(KINDS, book.state()).decide(List.of(new Delete(Tenant.key("acme"), 0))))
        .isInstanceOfSatisfying(
            ControlOutcome.Refused.class,
            refused -> assertThat(refused.why().toString()).contains("stream acme/receipts"));
  }

  @Test
  void shouldNameEachStepForTheAudit() {
    ChangeBook book = new ChangeBook(KINDS, withAcme());
    Stream news = Stream.named("acme", "news", Lane.BULK);

    book.decide(
        List.of(
            new Create(news),
            new Replace(news.withVersion(1)),
            new Delete(news.key(), 2),
            new Delete(ACME.key(), 1)));

    assertThat(book.steps())
        .extracting(s -> s.action() + " " + s.key())
        .containsExactly(
            "create stream acme/news",
            "replace stream acme/news",
            "delete stream acme/news",
            "delete tenant acme");
    assertThat(book.steps().get(1).before()).contains(news.withVersion(1));
    assertThat(book.steps().get(1).after()).contains(news.withVersion(2));
    assertThat(book.steps().get(2).after()).isEmpty();
    assertThat(book.state().all()).isEmpty();
    assertThat(book.state().revision()).isEqualTo(2);
  }

  @Test
  void shouldTellADeletedObjectAsItLastWas() {
    assertThat(new ChangeBook(KINDS, withAcme()).decide(List.of(new Delete(ACME.key(), 1))))
        .isEqualTo(new ControlOutcome.Done(List.of(ACME.withVersion(1)), 2));
  }

  @Test
  void shouldSayWhichOfSeveralChangesIsInTheWay() {
    Stream news = Stream.named("acme", "news", Lane.BULK);

    ControlOutcome outcome =
        new ChangeBook(KINDS, withAcme())
            .decide(List.of(new Create(news), new Create(ACME), new Delete(news.key(), 1)));

    assertThat(outcome)
        .isEqualTo(
            new ControlOutcome.Refused(
                ACME.key(),
                new relay.domain.control.Refusal.Conflict("there is a tenant acme already")));
  }

  @Test
  void shouldNotReplaceWhatIsNotThere() {
    assertThat(new ChangeBook(KINDS, ControlState.EMPTY).decide(List.of(new Replace(ACME))))
        .isEqualTo(new ControlOutcome.Missing(ACME.key()));
  }

  @Test
  void shouldDoNothingWhenNothingIsAsked() {
    ChangeBook book = new ChangeBook(KINDS, withAcme());

    assertThat(book.decide(List.of())).isEqualTo(new ControlOutcome.Done(List.of(), 2));
    assertThat(book.steps()).isEmpty();
  }

  private static ControlState withAcme() {
    return ControlState.EMPTY.with(1, List.of(ACME.withVersion(1)), List.of());
  }
}
