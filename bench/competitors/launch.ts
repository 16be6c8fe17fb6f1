/** What every competitor is started with: the port and the upstream's address as arguments, the ISPs in the environment. */
const [portText, upstreamUrl = ''] = process.argv.slice(2);

export interface Isp {
  readonly slug: string;
  readonly name: string;
}

export const launch = {
  port: Number(portText),
  upstreamUrl,
  isps: JSON.parse(process.env['ISPS'] ?? '[]') as readonly Isp[],
};
