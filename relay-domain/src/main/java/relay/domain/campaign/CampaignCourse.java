package relay.domain.campaign;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What becomes of a campaign by what happens to it. Pure; all there is to know is in one table. */
public final class CampaignCourse {
  private static final Map<CampaignState, Map<CampaignTurn, CampaignState>> TABLE =
      new EnumMap<>(CampaignState.class);

  static {
    on(CampaignState.DRAFT, CampaignTurn.START, CampaignState.SCHEDULED);
    on(CampaignState.SCHEDULED, CampaignTurn.DUE, CampaignState.PREPARING);
    on(CampaignState.SCHEDULED, CampaignTurn.LATE, CampaignState.MISSED);
    on(CampaignState.SCHEDULED, CampaignTurn.PAUSE, CampaignState.DRAFT);
    on(CampaignState.SCHEDULED, CampaignTurn.STOP, CampaignState.STOPPED);
    on(CampaignState.MISSED, CampaignTurn.START, CampaignState.PREPARING);
    on(CampaignState.MISSED, CampaignTurn.PAUSE, CampaignState.DRAFT);
    on(CampaignState.MISSED, CampaignTurn.STOP, CampaignState.STOPPED);
    on(CampaignState.PREPARING, CampaignTurn.FROZEN, CampaignState.RUNNING);
    on(CampaignState.PREPARING, CampaignTurn.BROKEN, CampaignState.FAILED);
    on(CampaignState.PREPARING, CampaignTurn.STOP, CampaignState.STOPPING);
    on(CampaignState.RUNNING, CampaignTurn.PAUSE, CampaignState.PAUSED);
    on(CampaignState.RUNNING, CampaignTurn.GUARDED, CampaignState.PAUSED);
    on(CampaignState.RUNNING, CampaignTurn.STOP, CampaignState.STOPPING);
    on(CampaignState.RUNNING, CampaignTurn.EMPTIED, CampaignState.FINISHED);
    on(CampaignState.RUNNING, CampaignTurn.BROKEN, CampaignState.FAILED);
    on(CampaignState.PAUSED, CampaignTurn.RESUME, CampaignState.RUNNING);
    on(CampaignState.PAUSED, CampaignTurn.STOP, CampaignState.STOPPING);
    on(CampaignState.STOPPING, CampaignTurn.EMPTIED, CampaignState.STOPPED);
    on(CampaignState.FAILED, CampaignTurn.START, CampaignState.PREPARING);
    on(CampaignState.FAILED, CampaignTurn.STOP, CampaignState.STOPPING);
  }

  private CampaignCourse() {}

  private static void on(CampaignState before, CampaignTurn turn, CampaignState after) {
    TABLE.computeIfAbsent(before, s -> new EnumMap<>(CampaignTurn.class)).put(turn, after);
  }

  /** Where it stands then; empty where this cannot happen, or means nothing. */
  public static Optional<CampaignState> after(CampaignState before, CampaignTurn turn) {
    return Optional.ofNullable(TABLE.getOrDefault(before, Map.of()).get(turn));
  }

  /** Whether an order has been carried out already: to give it twice is no error. */
  public static boolean isDone(CampaignState state, CampaignTurn order) {
    return switch (order) {
      case START ->
          state == CampaignState.SCHEDULED
              || state == CampaignState.PREPARING
              || state == CampaignState.RUNNING;
      case PAUSE -> state == CampaignState.PAUSED;
      case RESUME -> state == CampaignState.RUNNING;
      case STOP -> state == CampaignState.STOPPING || state == CampaignState.STOPPED;
      default -> false;
    };
  }
}
