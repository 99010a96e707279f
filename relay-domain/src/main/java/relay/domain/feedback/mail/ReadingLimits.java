package relay.domain.feedback.mail;

/**
 * How much of a mail is read. What is beyond is as if it were not there: reports tell the essential
 * first.
 *
 * @param octetsMax of the mail
 * @param partsMax MIME parts
 * @param depthMax multiparts in multiparts
 * @param textCharsMax of the readable text of a part
 * @param recipientsMax in a report
 */
public record ReadingLimits(
    int octetsMax, int partsMax, int depthMax, int textCharsMax, int recipientsMax) {
  /** Room for a report about 20,000 recipients with the mail returned in full. */
  public static final ReadingLimits DEFAULT =
      new ReadingLimits(16 * 1024 * 1024, 200, 12, 256 * 1024, 20_000);

  public ReadingLimits {
    if (octetsMax < 1 || partsMax < 1 || depthMax < 1 || textCharsMax < 1 || recipientsMax < 1) {
      throw new IllegalArgumentException("each limit of reading must be at least 1");
    }
  }
}
