package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

class OwnerFieldsTest {
  private final Map<String, Object> details = new LinkedHashMap<>();

  @Test
  void shouldGiveBackTheWholeOwnerOfAReceivedMail() {
    var owner = new MailOwner("acme", "news", "c-1", "spring-sale", "b");

    OwnerFields.add(details, owner);

    assertThat(OwnerFields.in(event(), Lane.BULK)).isEqualTo(owner);
  }

  @Test
  void shouldWriteNothingOfTheDefaultTenantIntoLaterEvents() {
    OwnerFields.addForeign(details, MailOwner.of(Lane.BULK));

    assertThat(details).isEmpty();
  }

  @Test
  void shouldWriteTheCampaignIntoEveryEventWhoeverTheTenantIs() {
    OwnerFields.addForeign(details, MailOwner.of(Lane.BULK).inCampaign("spring-sale"));

    assertThat(details).isEqualTo(Map.of(EventField.CAMPAIGN, "spring-sale"));
  }

  @Test
  void shouldWriteTheFormOfTheMailIntoEveryEvent() {
    OwnerFields.addForeign(
        details, MailOwner.of(Lane.BULK).inCampaign("spring-sale").inVariant("b"));

    assertThat(details)
        .isEqualTo(Map.of(EventField.CAMPAIGN, "spring-sale", EventField.VARIANT, "b"));
    assertThat(OwnerFields.in(event(), Lane.BULK).variant()).isEqualTo("b");
  }

  @Test
  void shouldReadLinesThatKnewNoCampaignAsMailOfNone() {
    details.put(EventField.TENANT, "acme");

    assertThat(OwnerFields.in(event(), Lane.OTP)).isEqualTo(new MailOwner("acme", "otp", ""));
  }

  private MailEvent event() {
    return new MailEvent(
        EventType.RECEIVED, Instant.EPOCH, Optional.empty(), 0, 0, Optional.empty(), details);
  }
}
