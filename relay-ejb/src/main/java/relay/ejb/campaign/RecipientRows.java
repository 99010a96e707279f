package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.tenancy.Sunset;
import relay.ejb.contacts.Audience;
import relay.ejb.contacts.BehaviourRows;

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

  /** Of whom it was asked before whether they are inactive: their mails may be in the lane. */
  static List<CampaignRecipient> of(
      Connection connection, Audience audience, SortedMap<Long, Row> rows) throws SQLException {
    return of(connection, audience, rows, Optional.empty(), Instant.MAX);
  }

  /**
   * @param rows by place
   * @param sunset rule of who is inactive, if one holds
   */
  static List<CampaignRecipient> of(
      Connection connection,
      Audience audience,
      SortedMap<Long, Row> rows,
      Optional<Sunset> sunset,
      Instant now)
      throws SQLException {
    List<Long> contacts = rows.values().stream().map(Row::contact).toList();
    Map<Long, Audience.Member> members = audience.members(connection, contacts);
    Map<Long, Activity> activity =
        sunset.isEmpty() ? Map.of() : BehaviourRows.activity(connection, contacts);
    List<CampaignRecipient> recipients = new ArrayList<>(rows.size());
    rows.forEach(
        (place, row) -> {
          Optional<Audience.Member> member = Optional.ofNullable(members.get(row.contact()));
          recipients.add(
              new CampaignRecipient(
                  place,
                  member.map(Audience.Member::contact),
                  member.filter(Audience.Member::hasConsent).isPresent(),
                  row.variant(),
                  sunset
                      .filter(
                          rule ->
                              activity
                                  .getOrDefault(row.contact(), Activity.NONE)
                                  .isInactive(rule, now))
                      .isPresent()));
        });
    return recipients;
  }
}
