package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.FIRST;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.TAKEN;
import static relay.domain.warmup.WarmUpFixture.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.warmup.WarmUpAccounts.Taken;

/** Several nodes, or lives of one, over one table. */
class WarmUpAccountsTest {
  private static final WarmUpKey KEY = new WarmUpKey("cold", "google");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private final Map<WarmUpKey, WarmUpState> table = new HashMap<>();
  private final WarmUpFixture one = node();
  private final WarmUpFixture two = node();

  private static WarmUpFixture node() {
    return new WarmUpFixture().with(plan("cold", "'base':{'*':240}"));
  }

  @Test
  void shouldGoOnAfterARestart() {
    send(one, 7, MONDAY);
    keep(one);

    WarmUpFixture restarted = node();
    keep(restarted);

    assertThat(sent(restarted, MONDAY)).isEqualTo(7);
    assertThat(restarted.look(COLD, GOOGLE, MONDAY).state().health().taken()).isEqualTo(7);
    assertThat(send(restarted, 10, MONDAY)).isEqualTo(3);
  }

  @Test
  void shouldWaitForTheTableAndThenBeOnTheFirstDayUntilItCanBeRead() {
    sendAllDay(one);
    keep(one);
    WarmUpFixture restarted = WarmUpFixture.started(plan("cold", "'base':{'*':240}"));

    assertThat(send(restarted, 5, TUESDAY)).isZero();
    assertThat(send(restarted, 5, TUESDAY.plusSeconds(30))).isEqualTo(5);
    assertThat(restarted.look(COLD, GOOGLE, TUESDAY).state().day()).isEqualTo(1);
    keep(restarted);

    assertThat(restarted.look(COLD, GOOGLE, TUESDAY).state().day()).isEqualTo(2);
    assertThat(sent(restarted, TUESDAY)).isEqualTo(5);
  }

  @Test
  void shouldShareABudgetAmongNodes() {
    send(one, 4, MONDAY);
    send(two, 3, MONDAY);
    keep(one);
    keep(two);
    keep(one);

    assertThat(sent(one, MONDAY)).isEqualTo(7);
    assertThat(sent(two, MONDAY)).isEqualTo(7);
    assertThat(send(one, 100, MONDAY)).isEqualTo(3);
    keep(one);
    keep(two);
    assertThat(send(two, 100, MONDAY)).isZero();
  }

  @Test
  void shouldAddEachCountOnce() {
    send(one, 4, MONDAY);
    for (int i = 0; i < 5; i++) {
      keep(one);
    }

    assertThat(table.get(KEY).sent()).isEqualTo(4);
    assertThat(one.warmUps().accounts().take()).isEmpty();
  }

  @Test
  void shouldCountWhatIsBeingKeptAndWhatComesMeanwhile() {
    send(one, 4, MONDAY);
    List<Taken> taken = one.warmUps().accounts().take();

    assertThat(sent(one, MONDAY)).isEqualTo(4);
    send(one, 2, MONDAY);
    assertThat(sent(one, MONDAY)).isEqualTo(6);
    assertThat(one.warmUps().accounts().take()).isEmpty();

    one.warmUps().accounts().kept(store(taken));
    assertThat(sent(one, MONDAY)).isEqualTo(6);
    keep(one);
    assertThat(table.get(KEY).sent()).isEqualTo(6);
  }

  @Test
  void shouldKeepCountsWhileTheTableIsAway() {
    send(one, 4, MONDAY);
    for (int i = 0; i < 3; i++) {
      one.warmUps().accounts().giveBack(one.warmUps().accounts().take());
      send(one, 1, MONDAY);
    }

    assertThat(sent(one, MONDAY)).isEqualTo(7);
    keep(one);
    assertThat(table.get(KEY).sent()).isEqualTo(7);
  }

  @Test
  void shouldJudgeADayThatEndedWhileTheTableWasAway() {
    sendAllDay(one);
    send(one, 3, TUESDAY);

    keep(one);

    assertThat(table.get(KEY).day()).isEqualTo(2);
    assertThat(table.get(KEY).sent()).isEqualTo(3);
    assertThat(table.get(KEY).note()).isEqualTo("2026-01-05: a step, 240 of 240 sent");
  }

  @Test
  void shouldBoundWhatWaitsForTheTable() {
    for (int day = 0; day < 30; day++) {
      send(one, 1, MONDAY.plus(Duration.ofDays(day)));
    }

    keep(one);

    assertThat(table.get(KEY).began().toString()).isEqualTo("2026-01-27");
    assertThat(table.get(KEY).sent()).isEqualTo(1);
  }

  @Test
  void shouldForgetAccountsOfPlansThatAreGone() {
    send(one, 4, MONDAY);
    keep(one);

    one.without("cold");
    keep(one);

    assertThat(one.warmUps().accounts().hasPlans()).isFalse();
    assertThat(one.warmUps().views(MONDAY)).isEmpty();
    assertThat(one.warmUps().accounts().keys()).isEmpty();
  }

  private static int send(WarmUpFixture node, int mails, Instant now) {
    int sent = 0;
    for (int i = 0; i < mails; i++) {
      sent += node.sends(COLD, GOOGLE, FIRST, TAKEN, now) ? 1 : 0;
    }
    return sent;
  }

  private static void sendAllDay(WarmUpFixture node) {
    for (int hour = 0; hour < 24; hour++) {
      send(node, 240, MONDAY.plus(Duration.ofHours(hour)));
    }
  }

  private static long sent(WarmUpFixture node, Instant now) {
    return node.look(COLD, GOOGLE, now).state().sent();
  }

  private void keep(WarmUpFixture node) {
    WarmUpAccounts accounts = node.warmUps().accounts();
    accounts.kept(store(accounts.take()));
  }

  private Map<WarmUpKey, WarmUpState> store(List<Taken> taken) {
    for (Taken each : taken) {
      table.put(each.key(), each.over(Optional.ofNullable(table.get(each.key()))));
    }
    return Map.copyOf(table);
  }
}
