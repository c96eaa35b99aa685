const GENERAL = `kubehop: what a real Kubernetes cluster would do with these manifests

Usage:
  kubehop run [-o json] FILE...             create the objects, let the cluster settle, run the steps
  kubehop exec FILE [--on PLACE] -- CMD...  the same cluster, settled, then one command
  kubehop reach FILE --from PLACE URL       every thing that can happen to a new connection
  kubehop matrix FILE [-o json]             the same from everywhere to every address of every Service
  kubehop compare A B [-o json]             what ends differently in the clusters of two files
  kubehop timeline FILE [-o json]           what happens when, while controllers and Nodes take their time
  kubehop check [-o json|sarif] FILE|DIR... what will not work, and what mends it: for builds
  kubehop why FILE --from PLACE URL         why a connection fails, and the smallest edit that repairs it
  kubehop assert [-o junit] FILE|DIR...     whether the steps of Scenarios show what they expect
  kubehop import FILE > SCENARIO            a dump of a real cluster as a scenario
  kubehop export KIND FILE                  a report, a picture, manifests, a script or the rules
  kubehop serve [--port N]                  the page itself, on this machine
  kubehop open FILE                         a link to the page with this file in it
  kubehop completion bash|zsh|fish          what a shell reads to complete commands, options and files
  kubehop help [COMMAND]

PLACE is admin, client, node/NAME, pod/NAME or pod/NAMESPACE/NAME.
FILE is a file of manifests, with or without a document of kind Scenario; - is the standard input.

Nothing is sent over a network, nobody is listened to but by serve and open, and no file is written but the one that
--pcap names.
`;

const COMMANDS: Record<string, string> = {
  completion: `Usage: kubehop completion bash|zsh|fish

Prints what a shell reads to complete commands, options and files.

Examples:
  source <(kubehop completion bash)                                     in ~/.bashrc; zsh likewise
  kubehop completion fish > ~/.config/fish/completions/kubehop.fish
`,
  run: `Usage: kubehop run [-o json] [--time paced] FILE...

Creates the objects of each FILE in a new cluster, in the order of the documents, lets the cluster settle,
then runs the steps of its Scenario document, if it has one.

  -o, --output json   one line of JSON for each file:
                      {"scenario", "create": {"stdout", "stderr", "exit"}, "steps": [...]}
  --time paced        controllers and Nodes take their time, as in the timeline; a step runs at its time, or when
                      the cluster has come to rest after the step before. "kubectl get --watch" goes on beside
                      the steps and prints along. Without it, all answers as if everything settled at once

The exit status is 0 when every file could be run, whatever the steps' own status was.
`,
  exec: `Usage: kubehop exec FILE [--on PLACE] -- CMD...

Makes the cluster of FILE, lets it settle, and runs one command there; the standard input is handed on.
A single CMD is taken as a line for a shell: pipes, ; and && work.

  --on PLACE   where it runs: admin (the default: a terminal with kubectl), client, node/NAME, pod/NAME
               or pod/NAMESPACE/NAME

Examples:
  kubehop exec web.yaml -- kubectl get svc,endpoints -o wide
  kubehop exec web.yaml --on node/n1 -- 'iptables-save -t nat | grep KUBE-SVC'
  kubehop exec web.yaml --on pod/web-1 -- nslookup web

The exit status is that of the command.
`,
  reach: `Usage: kubehop reach FILE --from PLACE URL [-o json] [--pcap FILE [--at MACHINE/INTERFACE]]

Lists every thing that can happen to one new connection, how likely it is, and the way it goes.
URL is tcp://, udp:// or sctp://HOST:PORT, or icmp://HOST (a ping); IPv6 addresses stand in brackets.

  --from PLACE        client, node/NAME, pod/NAME or pod/NAMESPACE/NAME
  -o, --output json   one line of JSON
  --pcap FILE         writes the packets of the likeliest way, for tcpdump -r and Wireshark: the first one and the
                      answer, on each wire; hardware addresses, sequence numbers and times are made up
  --at n1/eth0        only those at this interface, of a Node, a Pod or the client

Examples:
  kubehop reach web.yaml --from client tcp://192.168.251.101:30080
  kubehop reach web.yaml --from client tcp://192.168.251.101:30080 --pcap way.pcap --at n1/eth0
`,
  matrix: `Usage: kubehop matrix FILE [--service [NAMESPACE/]NAME] [-o json]

Asks from the client, every Node and every Pod for every address of every Service port, in both families: names,
Cluster IPs, node ports on each Node, addresses of load balancers, external IPs, and the Pods behind headless Services.
A cell says how many of the ready endpoints may get the connection ("2 of 3"), or how it fails.

  --service           only this Service; also one of the cluster's own
  -o, --output json   one line of JSON: {"cells": [...], "leftOut": [...]}, with the reason of what fails

Example:
  kubehop matrix web.yaml
`,
  compare: `Usage: kubehop compare A B [--from PLACE URL] [-o json]

Asks in the cluster of A and in that of B, from everywhere, for every address of every Service port, and lists the
connections that end differently: from where, to where, and how in each. Places and addresses that only one of them has
are named.

  --from PLACE URL    also the chances of this connection, in A and in B
  -o, --output json   one line of JSON: {"outcomes": [...], "cells": [...], "onlyA", "onlyB", "leftOut"}

Examples:
  kubehop compare before.yaml after.yaml
  kubehop compare before.yaml after.yaml --from client tcp://192.168.251.101:30080

The exit status is 0 when nothing differs, 1 when something does or a FILE cannot be read, 2 for wrong words.
`,
  timeline: `Usage: kubehop timeline FILE [-o json]

Plays the steps of FILE's Scenario in virtual time, and tells what happens when: what is written to the API and by whom,
where each Pod is in its life, when each Node's kube-proxy writes its rules and for how long they were stale. Then, for
each stream of spec.traffic, how many connections were answered, and how, when and why the others failed:

  spec:
    traffic:
    - {on: client, to: "tcp://203.0.113.10:80", rate: 100, from: 0s, until: 60s, takes: 50ms, keepAlive: false}
    delays: {watch: 20ms, podStart: 1.5s, endpointBatch: 0s, proxyMinSync: 1s, proxySync: 60ms, proxyLag: {n3: 5s},
             nodeGrace: 50s, healthCheck: 8s}

rate is in connections a second; takes is how long one is open until it is answered; keepAlive keeps one connection for
all requests. The delays above are the defaults, but for proxyLag: how much later a Node's kube-proxy hears of changes.

  -o, --output json   one line of JSON: {"end", "nodes", "pods", "events", "traffic", "bound"}; times in milliseconds

Example:
  kubehop timeline rolling-update.yaml
`,
  check: `Usage: kubehop check [-o text|json|sarif] [--fail-on SEVERITY] [--config FILE] FILE|DIR...

Makes one cluster of all the manifests, and says what is wrong with it: what cannot be read, what the API server
refuses, and what it takes but will not work: a selector that matches nothing, a port that nobody listens on, a policy
that shuts out those it is for. In a DIR every .yaml, .yml and .json counts, in order of name. Namespaces that the
manifests name are taken to be there; kinds that are not Kubernetes' own are noted and left alone.

  -o, --output        text (the default), json, or sarif, which code hosts show beside the lines
  --fail-on SEVERITY  the exit status is 1 from here on: error, warning (the default), info, or never
  --config FILE       what is not to be told; .kubehop.yaml is read if it is there:

                      silence:
                      - code: externalTrafficPolicy/local    # * stands for anything
                        object: Service/default/web          # if only there
                        file: edge/*                         # if only there
                        reason: Clients know the Nodes that they may call.

Examples:
  kubehop check deploy/
  kubehop check -o sarif deploy/ > kubehop.sarif

The exit status is 0 when nothing so bad is found, 1 when something is or a FILE cannot be read, 2 for wrong words.
`,
  why: `Usage: kubehop why FILE --from PLACE URL [-o json]
       kubehop why FILE svc/NAME | pod/NAME | KIND/NAMESPACE/NAME

Tells the causes one after another, from what the sender sees, where and by which rule it died, to the lines of FILE.
Then come the edits that repair it, the smallest first: each was made in a copy, and the question asked again. Of an
object it tells why a Service has no endpoints or no address, and why a Pod is not ready.

  --from PLACE        client, node/NAME, pod/NAME or pod/NAMESPACE/NAME
  -o, --output json   one line of JSON: {"works", "ends", "causes", "repairs"}

Examples:
  kubehop why web.yaml --from client tcp://192.168.251.101:30080
  kubehop why web.yaml svc/web

The exit status is 0 when it works, 1 when it does not or FILE cannot be read, 2 for wrong words.
`,
  import: `Usage: kubehop import FILE > SCENARIO

Reads what kubectl prints of a real cluster, and writes it as a scenario. FILE is made by

  kubectl get nodes,namespaces,services,endpointslices,pods,networkpolicies -A -o yaml > cluster.yaml

Names, addresses, Nodes and readiness stay as they are. Pods stand for themselves, without the workloads that made them;
Secrets, ConfigMaps and what the simulated cluster has of its own are left out, which the standard error says. So it does
where the dump's EndpointSlices are not what the controllers make of these Pods and Services.
`,
  serve: `Usage: kubehop serve [--port N] [--host ADDRESS]

Serves the page, by default at http://127.0.0.1:4173/, to this machine alone. --host 0.0.0.0 lets others in.
`,
  open: `Usage: kubehop open FILE [--port N] [--host ADDRESS]
       kubehop open FILE --link ADDRESS

Serves the page as serve does, at a port that is free, and prints the link that opens FILE there. With --link it only
prints the link, to a page that is hosted elsewhere. The file is in the link itself.

Example:
  kubehop open web.yaml --link https://kubehop.example.com/
`,
  export: `Usage: kubehop export markdown FILE [--from PLACE URL] [--lang en|zh-CN]
       kubehop export svg FILE [--from PLACE URL] [--hop N|deciding] [--theme light|dark] [--lang en|zh-CN]
       kubehop export yaml | script | rules FILE [--lang en|zh-CN]

Writes to the standard output what the page's export dialogue writes:

  markdown   a connection hop by hop, with a sequence diagram for Mermaid; without a URL the first that is worth trying
  svg        the picture of the cluster with that connection: the whole way, or as far as hop N, counted
             from 1, or as the hop that decides where it ends
  yaml       the manifests for kubectl apply on a real cluster, without what only Kubehop and kubeadm read
  script     those, and the steps of the Scenario, as a script for a shell
  rules      what iptables-save, nft or ipvsadm print on every Node

Packets are written by kubehop reach --pcap.

Examples:
  kubehop export markdown web.yaml --from client tcp://203.0.113.10:80 > report.md
  kubehop export svg web.yaml --hop 3 > picture.svg
  kubehop export yaml web.yaml | kubectl apply -f -
`,
  assert: `Usage: kubehop assert [-o tap|junit] FILE|DIR...

Runs the steps of the Scenario in each FILE, as run does, and compares those that have the field expect:

  steps:
  - {on: client, reach: "tcp://203.0.113.10:80", expect: delivered to default/web-*}
  - {on: pod/shop, reach: "tcp://db:5432", expect: [delivered to default/db-0 in 50 %, refused in 50 %]}
  - {run: kubectl get svc web, expect: {prints: [LoadBalancer], exit: 0}}

A connection is delivered to NAMESPACE/POD or to node NAME, refused, timeout, unreachable or unresolved; * stands for
anything, and behind it may stand [from SOURCE] [at PORT] [in N %]. Every outcome must be one of those that are
expected, and each of these must be possible. Of a command, texts that it prints, and its exit status.

  -o, --output        tap (the default), or junit

The exit status is 0 when all is as expected, 1 when something is not or a FILE cannot be read, 2 for wrong words.
`,
};

export const help = (command?: string): string => (command && COMMANDS[command]) || GENERAL;
