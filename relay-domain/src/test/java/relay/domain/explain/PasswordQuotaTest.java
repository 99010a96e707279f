package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.explain.ExplainFixture.NOON;
import static relay.domain.explain.ExplainFixture.step;

import org.junit.jupiter.api.Test;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/** What explain says of one-time passwords and their quotas. */
class PasswordQuotaTest {
  private final ExplainFixture relay = new ExplainFixture();

  @Test
  void shouldTellThatPasswordsAboveTheirQuotaGoInAnotherLane() {
    relay.with("quota.otp-per-hour", "1");
    String password = "{'from':'a@a.example','to':['b@b.example'],'lane':'otp'}";
    Explanation first = relay.explain(password);

    relay.quotas().lane(Lane.OTP, MailOwner.of(Lane.OTP), 1, NOON);
    Explanation second = relay.explain(password);

    assertThat(first.lane()).contains(Lane.OTP);
    assertThat(step(first, Topic.FLOW).says()).doesNotContain("passwords");
    assertThat(second.lane()).contains(Lane.TRANSACTIONAL);
    assertThat(second.door())
        .contains(
            Step.go(
                Topic.QUOTA,
                "its tenant is above its quota of one-time passwords: it goes in lane"
                    + " transactional",
                Responsible.setting("quota.otp-per-hour")));
  }

  @Test
  void shouldTellThatPasswordsGoFirstInALimitedFlow() {
    relay.with("traffic.default-limits", "per-minute=60");

    Explanation found = relay.explain("{'from':'a@a.example','to':['b@b.example'],'lane':'otp'}");

    assertThat(step(found, Topic.FLOW).says())
        .contains("one-time passwords go first with up to 50 % of its limits");
  }
}
