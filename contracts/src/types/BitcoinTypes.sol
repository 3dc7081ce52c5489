// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice Evidence that a transaction is in a block of the chain that the relay knows.
/// @param tx the transaction without its witness, as its txid commits to it (BIP-141)
/// @param header the block's 80-byte header
/// @param height the block's height
/// @param path sibling hashes from the transaction up to the root, internal byte order
/// @param index position of the transaction in the block; its bits choose left and right on the way up
/// @param coinbaseTx the block's first transaction, without its witness
/// @param coinbasePath its path, of the same depth: without it a 64-byte transaction could pose as an inner node
/// (CVE-2017-12842)
struct Proof {
    bytes tx;
    bytes header;
    uint256 height;
    bytes32[] path;
    uint256 index;
    bytes coinbaseTx;
    bytes32[] coinbasePath;
}

/// @notice One output of a parsed transaction.
/// @param value in sats
/// @param script the scriptPubKey
struct TxOutput {
    uint64 value;
    bytes script;
}

/// @notice One spent outpoint of a parsed transaction.
/// @param txid internal byte order
/// @param vout output index
struct Outpoint {
    bytes32 txid;
    uint32 vout;
}

/// @notice One transaction of a block whose header and coinbase are proven once for all.
/// @param tx the transaction without its witness
/// @param path sibling hashes from the transaction up to the root, internal byte order
/// @param index position of the transaction in the block
struct BlockTx {
    bytes tx;
    bytes32[] path;
    uint256 index;
}

/// @notice Evidence that several transactions are in one block. See `Proof` for what its parts mean.
struct BlockProof {
    bytes header;
    uint256 height;
    bytes coinbaseTx;
    bytes32[] coinbasePath;
    BlockTx[] txs;
}
