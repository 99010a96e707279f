package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

class LaneSharesTest {
  private static final MailOwner GREAT = new MailOwner("great", "news", "");
  private static final MailOwner SMALL = new MailOwner("small", "news", "");
  private final Map<MailOwner, Weight> weights = new HashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final LaneShares shares =
      new LaneShares(
          owner -> {
            asked.incrementAndGet();
            return weights.getOrDefault(owner, Weight.EQUAL);
          });

  @Test
  void shouldLetNobodyOvertakeInAShortLaneAndAskForNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(shares.mayOvertake(Lane.BULK, SMALL, LaneShares.LONG - 1)).isFalse();
      assertThat(shares.mayOvertake(Lane.BULK, GREAT, LaneShares.LONG - 1)).isFalse();
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldLetNobodyOvertakeHimself() {
    assertThat(overtaking(GREAT, 5_000)).isZero();
  }

  @Test
  void shouldLetAFewMailsOfOneOvertakeManyOfAnother() {
    overtaking(GREAT, 1_500);

    assertThat(overtaking(SMALL, 100)).isEqualTo(100);
    assertThat(overtaking(GREAT, 100)).isZero();
  }

  @Test
  void shouldStopToOvertakeAtHalfOfItsPart() {
    overtaking(GREAT, 1_500);

    assertThat(overtaking(SMALL, 1_000)).isBetween(230, 260);
  }

  @Test
  void shouldLetTheHeavierOvertakeForLonger() {
    weights.put(SMALL, new Weight(3, 1));
    overtaking(GREAT, 1_500);

    assertThat(overtaking(SMALL, 1_000)).isBetween(350, 390);
  }

  @Test
  void shouldLeaveEverySecondPlaceToThoseWhoAreOvertaken() {
    overtaking(GREAT, 1_500);

    int overtook = 0;
    for (int i = 0; i < 3_000; i++) {
      overtook += overtaking(new MailOwner("t" + i % 500, "s", ""), 1);
    }

    assertThat(overtook).isBetween(500, 1_550);
  }

  @Test
  void shouldForgetWhatCameOnceTheLaneIsShortAgain() {
    overtaking(GREAT, 1_500);
    shares.mayOvertake(Lane.BULK, GREAT, 3);

    assertThat(overtaking(SMALL, 100)).isZero();
  }

  @Test
  void shouldTellWhoBringsMoreThanHisPart() {
    assertThat(shares.claim(Lane.BULK, GREAT)).isEqualTo(Claim.FAIR);
    overtaking(GREAT, 1_500);
    assertThat(shares.claim(Lane.BULK, GREAT)).isEqualTo(Claim.FAIR);
    assertThat(shares.claim(Lane.BULK, SMALL)).isEqualTo(Claim.LESS);
    overtaking(SMALL, 50);

    assertThat(shares.claim(Lane.BULK, GREAT)).isEqualTo(Claim.MORE);
    assertThat(shares.claim(Lane.BULK, SMALL)).isEqualTo(Claim.LESS);
    assertThat(shares.claim(Lane.TRANSACTIONAL, GREAT)).isEqualTo(Claim.FAIR);
  }

  @Test
  void shouldCallNobodyGreedyForTheFirstFewMails() {
    overtaking(GREAT, 4);
    overtaking(SMALL, 1);

    assertThat(shares.claim(Lane.BULK, GREAT)).isEqualTo(Claim.FAIR);
  }

  @Test
  void shouldTellLanesApart() {
    overtaking(GREAT, 1_500);

    assertThat(shares.mayOvertake(Lane.TRANSACTIONAL, SMALL, 500)).isFalse();
  }

  @Test
  void shouldNeverLetMoreThanHalfOvertake() {
    Chance.rounds(
        20,
        random -> {
          LaneShares any = new LaneShares(owner -> new Weight(1 + random.nextInt(9), 1));
          int overtook = 0;
          for (int i = 1; i <= 2_000; i++) {
            var owner = new MailOwner("t" + random.nextInt(1 + random.nextInt(300)), "s", "");
            overtook += any.mayOvertake(Lane.BULK, owner, LaneShares.LONG) ? 1 : 0;
            assertThat(overtook).isLessThanOrEqualTo(i / 2 + 513);
          }
          assertThat(overtook).isLessThanOrEqualTo(1_030);
        });
  }

  private int overtaking(MailOwner owner, int mails) {
    int overtook = 0;
    for (int i = 0; i < mails; i++) {
      overtook += shares.mayOvertake(Lane.BULK, owner, 1_000) ? 1 : 0;
    }
    return overtook;
  }
}
