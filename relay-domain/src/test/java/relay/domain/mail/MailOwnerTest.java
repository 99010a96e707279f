package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailOwnerTest {

  @Test
  void shouldReadWhatEarlierVersionsWroteAsTheDefaultTenant() {
    assertThat(MailOwner.read(null, null, null, Lane.BULK))
        .isEqualTo(new MailOwner("default", "bulk", ""));
    assertThat(MailOwner.read("", "", "shop", Lane.OTP))
        .isEqualTo(new MailOwner("default", "otp", "shop"));
  }

  @Test
  void shouldKeepTenantAndStreamOfAReportAndForgetWhoHandedItIn() {
    assertThat(new MailOwner("acme", "receipts", "c-1").withoutCredential())
        .isEqualTo(new MailOwner("acme", "receipts", ""));
    assertThat(new MailOwner("acme", "news", "", "spring").withoutCredential())
        .isEqualTo(new MailOwner("acme", "news", ""));
  }

  @Test
  void shouldStayTheSameObjectInNoCampaign() {
    MailOwner owner = MailOwner.of(Lane.BULK);

    assertThat(owner.inCampaign("")).isSameAs(owner);
    assertThat(owner.inCampaign(null)).isSameAs(owner);
    assertThat(owner.inCampaign("spring").campaign()).isEqualTo("spring");
    assertThat(owner.inCampaign("spring").inCampaign(null)).isEqualTo(owner);
  }
}
