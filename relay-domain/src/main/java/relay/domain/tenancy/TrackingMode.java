package relay.domain.tenancy;

/** What is written down of opens and clicks of a stream's mail. */
public enum TrackingMode {
  /** Nothing; links stay as they are. */
  OFF,
  /** How many, of which link and when; never who. */
  AGGREGATE,
  /** Which recipient of which mail, too. */
  IDENTIFIED
}
