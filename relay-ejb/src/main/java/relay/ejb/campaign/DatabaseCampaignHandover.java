package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignHandover;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Shard;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlSource;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/**
 * The hand-over in the shared database. The row of a start says which node works on it; it is
 * locked for each claim and each take-over, so that one of the two comes first. Thread-safe.
 */
final class DatabaseCampaignHandover implements CampaignHandover {
  private final Database database;
  private final ControlSource control;
  private final Where where;

  /**
   * What this node is among others.
   *
   * @param node its host name
   * @param isShared whether other nodes may have the database
   * @param sharesBroker whether all have the same broker, which knows what any of them sent
   */
  record Where(String node, boolean isShared, boolean sharesBroker) {}

  DatabaseCampaignHandover(Database database, ControlSource control, Where where) {
    this.database = database;
    this.control = control;
    this.where = where;
  }

  /**
   * Lost with its database at worst: not made durable on H2, for the ledger is, after the batch.
   */
  @Override
  public boolean claim(long run, Shard batch, long part) {
    if (!where.isShared()) {
      return true;
    }
    return database.inTransaction(
        connection -> {
          Optional<String> owner = HandoverRows.owner(connection, run);
          if (owner.isPresent() && !owner.get().equals(where.node())) {
            return false;
          }
          if (owner.isEmpty()) {
            HandoverRows.own(connection, run, where.node());
          }
          HandoverRows.claim(connection, run, where.node(), batch, part);
          return true;
        });
  }

  @Override
  public boolean takeOver(Campaign campaign, Duration silence) {
    String node = campaign.run().node();
    // without a lock: every node asks every second
    if (!where.isShared()
        || !database.inTransaction(connection -> SignOfLife.isSilent(connection, node, silence))
            && !isOwn(campaign)) {
      return false;
    }
    return database.durably(connection -> take(connection, campaign, silence));
  }

  /** Taken before, and the campaign itself does not say so yet. */
  private boolean isOwn(Campaign campaign) {
    long run = campaign.run().number();
    return run > 0
        && database.inTransaction(
            connection ->
                HandoverRows.ownerNow(connection, run).filter(where.node()::equals).isPresent());
  }

  private boolean take(Connection connection, Campaign campaign, Duration silence)
      throws SQLException {
    Optional<RunRows.Found> run = RunRows.locked(connection, campaign);
    String owner = run.flatMap(RunRows.Found::node).orElse(campaign.run().node());
    if (owner.equals(where.node())) {
      return true;
    }
    if (!SignOfLife.isSilent(connection, owner, silence)) {
      return false;
    }
    if (run.isPresent()) {
      long number = run.get().number();
      HandoverRows.own(connection, number, where.node());
      HandoverRows.strand(connection, number, owner, !where.sharesBroker());
      if (SignOfLife.isGone(connection, owner)) {
        HandoverRows.lose(connection, number, owner);
      }
    }
    return true;
  }

  @Override
  public List<Long> strandedHere() {
    return where.isShared()
        ? database.inTransaction(connection -> HandoverRows.stranded(connection, where.node()))
        : List.of();
  }

  @Override
  public List<CampaignRecipient> doubtful(Campaign campaign) {
    var audience =
        new Audience(
            campaign.tenant(),
            ContactSchema.of(control.state(), campaign.tenant()),
            campaign.plan().list());
    return database.inTransaction(
        connection -> {
          SortedMap<Long, RecipientRows.Row> rows = new TreeMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select m.place, m.contact, m.variant from campaign_claim c join campaign_mail m on"
                      + " m.run = c.run and m.place between c.first_place and c.last_place"
                      + " where c.run = ? and c.node = ? and m.state = ? and m.reason = ?")) {
            select.setLong(1, campaign.run().number());
            select.setString(2, where.node());
            select.setString(3, MailFate.STRANDED.label());
            select.setString(4, where.node());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                rows.put(row.getLong(1), new RecipientRows.Row(row.getLong(2), row.getInt(3)));
              }
            }
          }
          return RecipientRows.of(connection, audience, rows);
        });
  }

  @Override
  public void cameBack(long run) {
    database.durably(
        connection -> {
          HandoverRows.move(connection, run, where.node(), MailFate.STRANDED, MailFate.QUEUED, "");
          HandoverRows.forget(connection, run, where.node());
          return null;
        });
  }

  @Override
  public Optional<Long> giveUp(String node) {
    return database.durably(
        connection -> {
          if (!SignOfLife.giveUp(connection, node)) {
            return Optional.empty();
          }
          long lost = 0;
          for (long run : new ArrayList<>(HandoverRows.stranded(connection, node))) {
            lost += HandoverRows.lose(connection, run, node);
          }
          return Optional.of(lost);
        });
  }
}
