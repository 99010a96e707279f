package relay.domain.campaign.series;

import relay.domain.control.Fields;

/** What people order of a series; campaigns that it began go on. */
public enum SeriesOrder {
  START,
  PAUSE,
  RESUME,
  END;

  /** Such as {@code start}. */
  public String label() {
    return Fields.word(this);
  }
}
