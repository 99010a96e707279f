package relay.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.traffic.Claim;

class StrainTest {
  private static final GuardSettings SETTINGS =
      new GuardSettings(500, 92, 1_500, 82, 64, Duration.ofMinutes(1));
  private static final Duration MOST = Duration.ofSeconds(2);

  @ParameterizedTest
  @CsvSource({
    "1500, 82, DISK, 0",
    "2000, 10, DISK, 0",
    "1000, 10, DISK, 0.5",
    "500, 10, DISK, 1",
    "0, 10, DISK, 1",
    "9999, 87, MEMORY, 0.5",
    "9999, 92, MEMORY, 1",
    "9999, 100, MEMORY, 1",
    "1250, 91, MEMORY, 0.9",
    "600, 87, DISK, 0.9",
  })
  void shouldBeTheGreaterOfThatOfDiskAndMemory(long free, int heap, Shortage by, double level) {
    Strain strain = Strain.of(free, heap, SETTINGS);

    assertThat(strain.by()).isEqualTo(by);
    assertThat(strain.level()).isCloseTo(level, within(1e-9));
    assertThat(strain.isNone()).isEqualTo(level == 0);
  }

  @Test
  void shouldSlowNobodyWhereTheMarkLiesBeyondThatOfRefusal() {
    GuardSettings never = new GuardSettings(500, 80, 400, 90, 64, Duration.ofMinutes(1));

    assertThat(Strain.of(450, 85, never)).isEqualTo(Strain.NONE);
  }

  @Test
  void shouldHoldMailLongerTheGreaterItIs() {
    assertThat(Strain.NONE.delay(Claim.MORE, MOST)).isZero();
    assertThat(new Strain(Shortage.DISK, 0.25).delay(Claim.FAIR, MOST))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(new Strain(Shortage.DISK, 1).delay(Claim.FAIR, MOST)).isEqualTo(MOST);
  }

  @Test
  void shouldSlowAndRefuseThoseFirstWhoBringMoreThanTheirPart() {
    Strain half = new Strain(Shortage.MEMORY, 0.5);
    Strain little = new Strain(Shortage.MEMORY, 0.25);

    assertThat(little.delay(Claim.MORE, MOST)).isEqualTo(Duration.ofSeconds(1));
    assertThat(little.refuses(Claim.MORE)).isFalse();
    assertThat(half.refuses(Claim.MORE)).isTrue();
    assertThat(half.refuses(Claim.FAIR)).isFalse();
    assertThat(new Strain(Shortage.MEMORY, 1).refuses(Claim.FAIR)).isTrue();
    assertThat(half.refuses(Claim.LESS)).isFalse();
    assertThat(half.delay(Claim.LESS, MOST)).isZero();
    assertThat(new Strain(Shortage.MEMORY, 0.75).delay(Claim.LESS, MOST))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(new Strain(Shortage.MEMORY, 1).refuses(Claim.LESS)).isTrue();
  }

  @Test
  void shouldNeverHoldLongerThanTheMost() {
    Chance.rounds(
        200,
        random -> {
          Strain any = Strain.of(random.nextInt(3_000), random.nextInt(101), SETTINGS);

          assertThat(any.level()).isBetween(0.0, 1.0);
          assertThat(any.delay(Claim.values()[random.nextInt(3)], MOST))
              .isBetween(Duration.ZERO, MOST);
        });
  }
}
