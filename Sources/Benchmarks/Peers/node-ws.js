// A server of node's `ws` that does what is measured and nothing else: what comes in at /publish
// goes out to everybody at /watch. Ends when its standard input does.
'use strict';
const fs = require('fs');
const { WebSocketServer } = require('ws');

const [certificate, key] = process.argv.slice(2);
const server = certificate
    ? require('https').createServer({
        cert: fs.readFileSync(certificate), key: fs.readFileSync(key), minVersion: 'TLSv1.3',
    })
    : require('http').createServer();
const watchers = new Set();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
    socket.on('error', () => {});
    if (request.url === '/watch') {
        watchers.add(socket);
        socket.on('close', () => watchers.delete(socket));
    } else {
        socket.on('message', (event) => {
            for (const watcher of watchers) watcher.send(event, { binary: false });
        });
    }
});
server.on('request', (request, response) => response.end());
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
