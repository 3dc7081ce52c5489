// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { WithdrawalQuote, WithdrawalState, WithdrawalView } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

contract RequestWithdrawalTest is WithdrawalFixture {
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    function test_LocksAndWaitsForTheDraw() external {
        uint256 before = system.qpBTC.balanceOf(alice);
        uint256 reqId = ask(alice, BTC);
        assertEq(before - system.qpBTC.balanceOf(alice), BTC, "locked");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), BTC, "here");
        WithdrawalView memory seen = withdrawal(reqId);
        assertEq(seen.owner, alice, "owner");
        assertEq(seen.sats, BTC, "sats");
        assertEq(seen.unplacedSats + seen.unplacedFeeSats, BTC, "all unplaced");
        assertEq(seen.unplacedFeeSats, BTC / 200, "redeem fee");
        assertEq(seen.maxFeeSats, FEE, "miner fee");
        assertEq(seen.payoutScript, payoutScript, "script");
        assertTrue(seen.drawing, "drawing");
        assertWithdrawal(reqId, WithdrawalState.Requested, "requested");
        assertEq(reqId, system.bridge.last(), "R8: one space of ids");
        assertEq(withdrawal(reqId + 1).owner, address(0), "nobody's");
    }

    /// The five kinds that wallets show as addresses come back byte for byte; T10.
    /// forge-config: ci.fuzz.runs = 64
    function test_T10_PayoutKinds(bytes20 hash, bytes32 program) external {
        bytes[5] memory scripts = [
            abi.encodePacked(hex"76a914", hash, hex"88ac"),
            abi.encodePacked(hex"a914", hash, hex"87"),
            abi.encodePacked(hex"0014", hash),
            abi.encodePacked(hex"0020", program),
            abi.encodePacked(hex"5120", program)
        ];
        for (uint256 i; i < 5; ++i) {
            payoutScript = scripts[i];
            uint256 reqId = asked(alice, BTC / 10);
            assertEq(withdrawal(reqId).payoutScript, scripts[i], "as given");
            system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        }
    }

    function test_RevertWhen_BadScript() external {
        bytes[4] memory bad = [
            bytes(""), hex"6a0d", abi.encodePacked(hex"5121", bytes32("x")), abi.encodePacked(hex"0014", bytes32("x"))
        ];
        for (uint256 i; i < bad.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_BadPayoutScript.selector, bad[i])
            );
            vm.prank(alice);
            system.withdrawals.requestWithdrawal(BTC, bad[i], FEE);
        }
        bytes memory own = sweepScript(stakers[1]);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_StakerScript.selector, own));
        vm.prank(alice);
        system.withdrawals.requestWithdrawal(BTC, own, FEE);
    }

    /// The least amount is what the quote says, to the satoshi.
    function test_Least(uint64 minerFee) external {
        minerFee = uint64(bound(minerFee, 0, system.withdrawals.MAX_MINER_FEE()));
        uint64 least = system.withdrawals.quoteWithdrawal(BTC, minerFee).minSats;
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), BTC);
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_AmountTooSmall.selector, least - 1, least)
        );
        system.withdrawals.requestWithdrawal(least - 1, payoutScript, minerFee);
        system.withdrawals.requestWithdrawal(least, payoutScript, minerFee);
        vm.stopPrank();
    }

    function test_RevertWhen_AmountOrFeeTooLarge() external {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_AmountTooLarge.selector, 21e14 + 1));
        system.withdrawals.requestWithdrawal(21e14 + 1, payoutScript, FEE);
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_MinerFeeTooLarge.selector, 1e5 + 1, 1e5)
        );
        system.withdrawals.requestWithdrawal(BTC, payoutScript, 1e5 + 1);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_AmountTooSmall.selector);
        system.withdrawals.requestWithdrawal(0, payoutScript, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_NotHisToGive() external {
        vm.prank(bob);
        vm.expectRevert();
        system.withdrawals.requestWithdrawal(BTC, payoutScript, FEE);
    }

    function test_Permit() external {
        (address owner, uint256 key) = makeAddrAndKey("permit owner");
        vm.prank(alice);
        system.qpBTC.transfer(owner, BTC);
        uint256 deadline = block.timestamp;
        bytes32 hash =
            keccak256(abi.encode(PERMIT, owner, address(system.withdrawals), uint256(BTC), uint256(0), deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", system.qpBTC.DOMAIN_SEPARATOR(), hash)));
        uint256 snapshot = vm.snapshotState();
        // Somebody sends the permit first: the request goes through all the same.
        vm.prank(bob);
        system.qpBTC.permit(owner, address(system.withdrawals), BTC, deadline, v, r, s);
        vm.prank(owner);
        system.withdrawals.requestWithdrawalWithPermit(BTC, payoutScript, FEE, deadline, v, r, s);
        vm.revertToState(snapshot);
        vm.prank(owner);
        uint256 reqId = system.withdrawals.requestWithdrawalWithPermit(BTC, payoutScript, FEE, deadline, v, r, s);
        assertEq(withdrawal(reqId).owner, owner, "owner");
        assertEq(system.qpBTC.allowance(owner, address(system.withdrawals)), 0, "nothing is left allowed");
    }

    /// The preview is what the draw does when nobody can carry all of it.
    function test_QuoteIsTheSplit(uint64 sats) external {
        sats = uint64(bound(sats, 2 * BTC + BTC / 10, 6 * BTC - BTC / 100));
        WithdrawalQuote memory quote = system.withdrawals.quoteWithdrawal(sats, FEE);
        uint256 reqId = asked(alice, sats);
        assertEq(withdrawal(reqId).shareCount, quote.shareSats.length, "as many shares");
        for (uint8 i; i < quote.shareSats.length; ++i) {
            assertEq(shareOf(reqId, i).sats, quote.shareSats[i], "each as previewed");
        }
        assertEq(withdrawal(reqId).unplacedSats, quote.queuedSats, "the rest waits");
        assertEq(quote.feeSats, (uint256(sats) * 50 + 9999) / 10_000, "fee");
    }

    /// C13: who asks for a higher miner fee than the owner leaves carries nothing in the preview either.
    function test_QuoteLeavesOutWhoRefusesTheMinerFee() external {
        uint64 all = BTC + BTC / 2;
        assertEq(system.withdrawals.quoteWithdrawal(all, FEE).shareSats.length, 1, "one carries all of it");
        vm.prank(stakers[0]);
        system.registry.setMinMinerFee(FEE + 1);
        vm.prank(stakers[1]);
        system.registry.setMinMinerFee(FEE + 1);
        vm.warp(block.timestamp + 1 days);
        mine(system.relay, 1);
        assertEq(system.withdrawals.quoteWithdrawal(2 * all, FEE + 1).shareSats.length, 2, "all of them for more");

        WithdrawalQuote memory quote = system.withdrawals.quoteWithdrawal(2 * all, FEE);
        uint256 reqId = asked(alice, 2 * all);
        assertEq(quote.shareSats.length, 1, "only one takes that fee");
        assertEq(shareOf(reqId, 0).sats, quote.shareSats[0], "as previewed");
        assertEq(withdrawal(reqId).unplacedSats, quote.queuedSats, "the rest waits");
        assertGt(quote.queuedSats, 0, "which is shown before it is signed");
    }
}
