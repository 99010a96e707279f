package relay.ejb.campaign;

import java.util.List;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.variant.VariantDraw;
import relay.domain.campaign.variant.Variants;

/**
 * Which form of a campaign's mail a contact gets, as the statement that freezes the audience asks
 * it. The expressions are made of numbers and the name of the column.
 */
final class VariantSql {
  private VariantSql() {}

  /** The number of the form, over the contact's {@code id}. */
  static String number(Campaign campaign) {
    Variants variants = campaign.plan().variants();
    if (variants.isEmpty()) {
      return "cast(0 as smallint)";
    }
    String draw = draw(campaign);
    List<Long> bounds = variants.bounds();
    var sql = new StringBuilder("cast(case");
    for (int i = 0; i < bounds.size(); i++) {
      sql.append(" when ").append(draw).append(" < ").append(bounds.get(i));
      sql.append(" then ").append(i + 1);
    }
    return sql.append(" else 0 end as smallint)").toString();
  }

  /** Whether he waits for his turn, or for the end of a test. */
  static String state(Campaign campaign) {
    String waits = "cast('" + MailFate.WAITING.label() + "' as varchar(12))";
    List<Long> bounds = campaign.plan().variants().bounds();
    return campaign.plan().variants().test().isEmpty()
        ? waits
        : "case when "
            + (draw(campaign) + " < " + bounds.get(bounds.size() - 1))
            + (" then " + waits + " else '" + MailFate.RESERVED.label() + "' end");
  }

  private static String draw(Campaign campaign) {
    return VariantDraw.of(campaign.tenant(), campaign.id()).sql("id");
  }
}
