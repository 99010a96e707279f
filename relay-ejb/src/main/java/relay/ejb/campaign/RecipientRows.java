package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import relay.domain.campaign.CampaignRecipient;
import relay.ejb.contacts.Audience;

/** Rows of recipients with their contacts as they are now, within a transaction of the caller. */
final class RecipientRows {
  private RecipientRows() {}

  /**
   * One of them.
   *
   * @param contact its number
   * @param variant which form of the mail it gets; 0: the campaign has one
   */
  record Row(long contact, int variant) {}

  /**
   * @param rows by place
   */
  static List<CampaignRecipient> of(
      Connection connection, Audience audience, SortedMap<Long, Row> rows) throws SQLException {
    Map<Long, Audience.Member> members =
        audience.members(connection, rows.values().stream().map(Row::contact).toList());
    List<CampaignRecipient> recipients = new ArrayList<>(rows.size());
    rows.forEach(
        (place, row) -> {
          Optional<Audience.Member> member = Optional.ofNullable(members.get(row.contact()));
          recipients.add(
              new CampaignRecipient(
                  place,
                  member.map(Audience.Member::contact),
                  member.filter(Audience.Member::hasConsent).isPresent(),
                  row.variant()));
        });
    return recipients;
  }
}
