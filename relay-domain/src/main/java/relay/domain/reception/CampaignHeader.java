package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.CampaignName;
import relay.domain.mail.HeaderSection;

/**
 * The field {@code X-Relay-Campaign} by which whoever may relay says what campaign a mail belongs
 * to. It is taken off before the mail is signed and goes on.
 */
public final class CampaignHeader {
  public static final String NAME = "X-Relay-Campaign";

  private CampaignHeader() {}

  /** The campaign named; empty when there is no such field or its value is no name. */
  public static Optional<String> campaignIn(HeaderSection header) {
    return header.first(NAME).map(field -> field.text()).filter(CampaignName::isOne);
  }

  /** Whether there is such a field and its value is no name of a campaign. */
  static boolean isWrongIn(HeaderSection header) {
    return header.first(NAME).filter(field -> !CampaignName.isOne(field.text())).isPresent();
  }
}
